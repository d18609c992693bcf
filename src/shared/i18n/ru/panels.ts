import type { Translation } from '../translation'

/** The panels around the canvas. */
export const panels: Omit<
  Translation,
  | 'annotate'
  | 'jobs'
  | 'menu'
  | 'actions'
  | 'edits'
  | 'history'
  | 'dialogs'
  | 'formats'
  | 'notes'
  | 'problems'
  | 'reasons'
  | 'models'
  | 'pool'
  | 'segment'
  | 'task'
> = {
  common: {
    apply: 'Применить',
    cancel: 'Отмена',
    close: 'Закрыть',
    retry: 'Повторить попытку',
    undo: 'Отменить',
    listSeparator: ', ',
    number: '{{value, number}}'
  },
  keys: {
    ctrl: 'Ctrl',
    shift: 'Shift',
    alt: 'Alt',
    delete: 'Delete',
    tab: 'Tab',
    space: 'Пробел',
    enter: 'Enter',
    escape: 'Esc',
    backspace: 'Backspace',
    pageDown: 'Page Down',
    pageUp: 'Page Up',
    click: 'щелчок',
    rightClick: 'правый щелчок',
    drag: 'перетащить',
    wheel: 'колесо',
    middleDrag: 'перетащить (средняя)',
    maskDigits: '1–3',
    classDigits: '1–9',
    f6: 'F6',
    arrows: 'стрелки'
  },
  gestures: {
    add: 'Положительная точка',
    takeAway: 'Отрицательная точка (фон)',
    accept: 'Принять маску; замкнуть многоугольник',
    cancel: 'Отменить текущую фигуру; снять выделение',
    back: 'Удалить последнюю точку; удалить выделенное',
    mask: 'Переключить вариант маски',
    class: 'Текущий класс; класс выделенного',
    zoom: 'Масштаб',
    pan: 'Панорамирование',
    several: 'Добавить к выделению',
    below: 'Выделить объект под верхним',
    nudge: 'Сдвинуть выделенное на 1 или 10 пикселей',
    menu: 'Контекстное меню («Выделение»)',
    straight: 'Квадрат или сдвиг по оси',
    vertex: 'Удалить вершину выделенного многоугольника',
    regions: 'Перейти к следующей панели',
    swap: 'Переключить кисть и ластик',
    adopt: 'Принять подсвеченное предложение; с этим классом',
    lasso: 'Принять предложения внутри лассо',
    level: 'Переключить вложенные предложения',
    adoptAll: 'Принять все подходящие предложения',
    dismiss: 'Отклонить подсвеченное предложение'
  },
  welcome: {
    title: 'Maskwright',
    text: 'Разметка наборов изображений с помощью Segment Anything. Все данные остаются на этом компьютере.',
    openFolder: 'Открыть папку…',
    openFolderHint: 'Папка с изображениями, включая вложенные папки. Исходные файлы не изменяются.',
    openSample: 'Открыть демонстрационный проект',
    openSampleHint: 'Несколько фотографий для знакомства с программой.',
    recent: 'Недавние проекты',
    opening: 'Открытие…',
    heldBack: {
      title: 'Последний проект не открыт',
      text: 'При двух последних открытиях папки {{folder}} программа Maskwright завершилась неожиданно. Возможно, из-за файла в этой папке она аварийно завершается или перестаёт отвечать.',
      open: 'Всё равно открыть'
    }
  },
  images: {
    title: 'Изображения',
    list: 'Изображения проекта',
    search: 'Поиск по имени',
    clearSearch: 'Очистить поиск',
    filterLabel: 'Фильтр изображений',
    filters: { all: 'Все', labelled: 'С разметкой', unlabelled: 'Без разметки', problems: 'Проблемы' },
    row: '{{path}}, {{objects}}',
    objects_one: '{{count, number}} объект',
    objects_few: '{{count, number}} объекта',
    objects_many: '{{count, number}} объектов',
    objects_other: '{{count, number}} объекта',
    embedding: {
      absent: 'Не закодировано: первая подсказка займёт больше времени',
      disk: 'Эмбеддинг в кэше на диске',
      memory: 'Эмбеддинг в памяти, готово к подсказкам',
      failed: 'Не удалось закодировать'
    },
    scanning_one: 'Сканирование… Найдено {{count, number}} изображение',
    scanning_few: 'Сканирование… Найдено {{count, number}} изображения',
    scanning_many: 'Сканирование… Найдено {{count, number}} изображений',
    scanning_other: 'Сканирование… Найдено {{count, number}} изображения',
    noMatch: 'Подходящих изображений нет',
    noMatchHint: 'Измените поиск или фильтр.',
    emptyFolder: 'В этой папке нет изображений',
    emptyFolderHint: 'Добавьте изображения в эту папку и обновите её: JPEG, PNG, WebP, BMP, GIF, TIFF, AVIF.',
    count_one: '{{count, number}} изображение',
    count_few: '{{count, number}} изображения',
    count_many: '{{count, number}} изображений',
    count_other: '{{count, number}} изображения'
  },
  columns: {
    left: 'Ширина списка изображений',
    right: 'Ширина панелей классов и объектов',
    width: '{{width}} пикс.'
  },
  canvas: {
    noImage: 'Изображение не выбрано',
    noImageHint: 'Выберите изображение в списке слева.',
    opening: 'Загрузка изображения…',
    unreadable: 'Не удаётся показать изображение',
    region: 'Изображение и его объекты',
    objectsHidden: 'Все объекты скрыты'
  },
  toolbar: {
    label: 'Инструменты',
    brushSize: 'Размер кисти (пикс. изображения)',
    brushSizeShort: 'Размер {{size}} пикс.',
    display: 'Яркость, контрастность, непрозрачность заливки',
    displays: { brightness: 'Яркость', contrast: 'Контрастность', fill: 'Непрозрачность заливки' },
    displayReset: 'Сбросить',
    percent: '{{percent}} %',
    limits: '{{model}}: {{limits}}',
    candidates: 'Варианты маски',
    candidate: 'Маска {{number}}: предсказанный IoU {{score}} %',
    candidateNumber: 'Маска {{number}}',
    candidateNames: { overall: 'Общая', whole: 'Целое', part: 'Часть', detail: 'Деталь' },
    accept: 'Принять',
    discard: 'Отменить',
    waiting: 'Построение маски…'
  },
  classes: {
    title: 'Классы',
    list: 'Классы проекта',
    add: 'Добавить класс',
    name: 'Имя класса',
    newName: 'Новый класс',
    rename: 'Переименовать',
    recolor: 'Изменить цвет',
    remove: 'Удалить класс',
    deleted: 'Класс «{{name}}» удалён',
    color: 'Цвет',
    paletteColor: 'Цвет {{color}}',
    current: 'Текущий класс: {{name}}',
    count_one: '{{count, number}} объект на этом изображении',
    count_few: '{{count, number}} объекта на этом изображении',
    count_many: '{{count, number}} объектов на этом изображении',
    count_other: '{{count, number}} объекта на этом изображении',
    key: 'Клавиша {{key}}',
    empty: 'Классов пока нет. Добавьте класс, чтобы создавать объекты.',
    added: 'Класс «{{name}}» добавлен',
    renamed: 'Класс переименован в «{{name}}»',
    recolored: 'Цвет класса «{{name}}» изменён',
    removed: 'неизвестный класс'
  },
  objects: {
    title: 'Объекты',
    list: 'Объекты изображения',
    empty: 'На этом изображении нет объектов',
    emptyHint: 'Выберите инструмент и щёлкните объект на изображении.',
    hide: 'Скрыть',
    show: 'Показать',
    delete: 'Удалить',
    changeClass: 'Изменить класс',
    unlock: 'Разблокировать',
    reviewed: 'Проверен',
    locked: 'заблокирован',
    hidden: 'скрыт',
    count: '{{count, number}}',
    row: '{{name}}, {{shape}}, {{source}}',
    shapes: { rect: 'прямоугольник', polygon: 'многоугольник', mask: 'маска' },
    sources: {
      manual: 'нарисован вручную',
      point: 'по точкам',
      box: 'по рамке',
      'whole-image': 'из предложения',
      detector: 'найден детектором',
      import: 'импортирован'
    },
    score: 'Предсказанный IoU: {{score}} %',
    selected_one: 'Выделен {{count, number}}',
    selected_few: 'Выделено {{count, number}}',
    selected_many: 'Выделено {{count, number}}',
    selected_other: 'Выделено {{count, number}}'
  },
  status: {
    label: 'Строка состояния',
    pointer: '{{x}}, {{y}}',
    pointerLabel: 'Положение указателя (пикс. изображения)',
    size: '{{width}} × {{height}}',
    sizeLabel: 'Размер изображения (пикс.)',
    zoom: '{{percent}} %',
    zoomLabel: 'Масштаб',
    engine: {
      starting: 'Запуск движка…',
      idle: 'Готово',
      encoding: 'Кодирование изображения…',
      'encoding-ahead': 'Предварительное кодирование…',
      predicting: 'Построение маски…',
      restarting: 'Перезапуск движка…',
      failed: 'Движок не запущен'
    },
    model: '{{model}} · {{device}}',
    modelLabel: 'Модель и устройство',
    restart: 'Перезапустить',
    ahead: 'Закодировано {{done, number}}/{{total, number}}',
    aheadLabel: 'Следующие изображения, закодированные заранее',
    saved: 'Все изменения сохранены',
    saving: 'Сохранение…',
    notSaved: 'Не сохранено: {{reason}}',
    storedElsewhere: 'Проект хранится в папке данных программы',
    storedBeside: 'Проект хранится в папке изображений'
  },
  notices: {
    engineBack: 'Движок перезапущен',
    engineBackText: 'Можно продолжать работу.',
    noClass: 'Сначала добавьте класс',
    noClassText: 'Новым объектам нужен класс. Введите его имя на панели справа.',
    windowError: 'Не удалось показать эту панель',
    windowErrorText: 'Ваша работа сохранена. Повторите попытку.'
  }
}
