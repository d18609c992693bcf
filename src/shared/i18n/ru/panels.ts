import type { Translation } from '../translation'

/** The panels around the canvas. */
export const panels: Omit<
  Translation,
  | 'annotate'
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
    retry: 'Попробовать ещё раз',
    undo: 'Отменить',
    listSeparator: ', '
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
    drag: 'протянуть',
    wheel: 'колесо',
    middleDrag: 'протянуть средней кнопкой',
    maskDigits: '1–3',
    classDigits: '1–9',
    f6: 'F6',
    arrows: 'стрелки'
  },
  gestures: {
    add: 'Точка на объекте',
    takeAway: 'Точка вне объекта',
    accept: 'Принять контур, замкнуть многоугольник',
    cancel: 'Отменить начатое; снять выделение',
    back: 'Убрать последнюю точку; удалить выделенное',
    mask: 'Выбрать другую маску, пока открыта подсказка',
    class: 'Выбрать класс; дать его выделенному',
    zoom: 'Масштаб',
    pan: 'Сдвинуть изображение',
    several: 'Добавить к выделению',
    below: 'Выделить то, что лежит ниже',
    nudge: 'Сдвинуть выделенное на 1 или 10 пикселей',
    menu: 'Меню выделенного (инструмент «Выделение»)',
    straight: 'Нарисовать квадрат; двигать ровно',
    vertex: 'Убрать вершину выделенного многоугольника',
    regions: 'Перейти к следующей части окна',
    swap: 'Стирать кистью, рисовать ластиком',
    adopt: 'Принять предложение под указателем; с этим классом',
    lasso: 'Принять предложения внутри линии',
    level: 'Часть или целое в предложениях',
    adoptAll: 'Принять все выбранные: целые, части или все',
    dismiss: 'Отклонить предложение под указателем'
  },
  welcome: {
    title: 'Maskwright',
    text: 'Разметка наборов изображений с помощью Segment Anything. Всё остаётся на этом компьютере.',
    openFolder: 'Открыть папку…',
    openFolderHint: 'Папка с изображениями, вместе с подпапками. Исходные файлы не меняются.',
    openSample: 'Открыть учебную коллекцию',
    openSampleHint: 'Несколько фотографий, чтобы всё попробовать.',
    recent: 'Недавние проекты',
    opening: 'Открывается…'
  },
  images: {
    title: 'Изображения',
    list: 'Изображения проекта',
    search: 'Поиск по имени',
    clearSearch: 'Очистить поиск',
    filterLabel: 'Показать',
    filters: { all: 'Все', labelled: 'С объектами', unlabelled: 'Без', problems: 'Сбои' },
    row: '{{path}}, {{objects}}',
    objects_one: '{{count, number}} объект',
    objects_few: '{{count, number}} объекта',
    objects_many: '{{count, number}} объектов',
    objects_other: '{{count, number}} объекта',
    embedding: {
      absent: 'Ещё не закодировано: первая подсказка займёт немного времени',
      disk: 'Закодировано, на диске',
      memory: 'Закодировано, готово к подсказкам',
      failed: 'Не удалось закодировать'
    },
    scanning_one: 'Поиск изображений… Найдено {{count, number}}',
    scanning_few: 'Поиск изображений… Найдено {{count, number}}',
    scanning_many: 'Поиск изображений… Найдено {{count, number}}',
    scanning_other: 'Поиск изображений… Найдено {{count, number}}',
    noMatch: 'Ничего не подходит.',
    noMatchHint: 'Измените поиск или фильтр.',
    emptyFolder: 'В этой папке нет изображений',
    emptyFolderHint: 'Положите туда изображения и поищите снова: JPEG, PNG, WebP, BMP, GIF, TIFF, AVIF.',
    count_one: '{{count, number}} изображение',
    count_few: '{{count, number}} изображения',
    count_many: '{{count, number}} изображений',
    count_other: '{{count, number}} изображения'
  },
  columns: {
    left: 'Ширина списка изображений',
    right: 'Ширина классов и объектов',
    width: '{{width}} пикс.'
  },
  canvas: {
    noImage: 'Изображение не выбрано',
    noImageHint: 'Выберите изображение в списке слева.',
    opening: 'Изображение открывается…',
    unreadable: 'Это изображение нельзя показать',
    region: 'Изображение и его объекты',
    objectsHidden: 'Все объекты скрыты'
  },
  toolbar: {
    label: 'Инструменты',
    brushSize: 'Диаметр кисти в пикселях изображения',
    brushSizeShort: 'Размер {{size}} пикс.',
    display: 'Яркость, контраст, заливка',
    displays: { brightness: 'Яркость', contrast: 'Контраст', fill: 'Заливка объектов' },
    displayReset: 'Как есть',
    percent: '{{percent}} %',
    limits: '{{model}}: {{limits}}',
    candidates: 'Какая маска',
    candidate: 'Маска {{number}}: качество {{score}} %',
    candidateNumber: 'Маска {{number}}',
    candidateNames: { single: 'Общая', whole: 'Целое', part: 'Часть', subpart: 'Деталь' },
    accept: 'Принять',
    discard: 'Отбросить',
    waiting: 'Обводка…'
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
    empty: 'Классов пока нет. Добавьте первый: новым объектам нужен класс.',
    added: 'Класс «{{name}}» добавлен',
    renamed: 'Класс переименован в «{{name}}»',
    recolored: 'У класса «{{name}}» новый цвет',
    removed: 'неизвестный класс'
  },
  objects: {
    title: 'Объекты',
    list: 'Объекты изображения',
    empty: 'На этом изображении пока нет объектов.',
    emptyHint: 'Выберите инструмент и щёлкните по предмету на изображении.',
    hide: 'Скрыть',
    show: 'Показать',
    delete: 'Удалить',
    changeClass: 'Сменить класс',
    unlock: 'Разблокировать',
    reviewed: 'Проверено',
    locked: 'заблокировано',
    hidden: 'скрыто',
    count: '{{count, number}}',
    row: '{{name}}, {{shape}}, {{source}}',
    shapes: { rect: 'прямоугольник', polygon: 'многоугольник', mask: 'маска' },
    sources: {
      manual: 'нарисовано вручную',
      point: 'обведено по точкам',
      box: 'обведено по рамке',
      'whole-image': 'найдено на всём изображении',
      detector: 'найдено детектором',
      import: 'импортировано'
    },
    score: 'Качество по оценке модели: {{score}} %',
    selected_one: 'Выделен {{count, number}}',
    selected_few: 'Выделено {{count, number}}',
    selected_many: 'Выделено {{count, number}}',
    selected_other: 'Выделено {{count, number}}'
  },
  status: {
    label: 'Состояние',
    pointer: '{{x}}, {{y}}',
    pointerLabel: 'Указатель, в пикселях изображения',
    size: '{{width}} × {{height}}',
    sizeLabel: 'Размер изображения в пикселях',
    zoom: '{{percent}} %',
    zoomLabel: 'Масштаб',
    engine: {
      starting: 'Модель запускается…',
      idle: 'Готово',
      encoding: 'Изображение кодируется…',
      'encoding-ahead': 'Подготовка следующих…',
      predicting: 'Обводка…',
      restarting: 'Модель перезапускается…',
      failed: 'Модель не работает'
    },
    model: '{{model}} · {{device}}',
    modelLabel: 'Модель и устройство',
    restart: 'Перезапустить',
    ahead: 'Впереди {{done, number}}/{{total, number}}',
    aheadLabel: 'Изображений закодировано заранее',
    saved: 'Все изменения сохранены',
    saving: 'Сохранение…',
    notSaved: 'Не сохранено: {{reason}}',
    storedElsewhere: 'Проект хранится в данных программы',
    storedBeside: 'Проект хранится рядом с изображениями'
  },
  notices: {
    engineBack: 'Модель снова работает',
    engineBackText: 'Можно продолжать обводку.',
    noClass: 'Сначала добавьте класс',
    noClassText: 'Новым объектам нужен класс. Введите его имя на панели справа.',
    windowError: 'Эта часть окна дала сбой',
    windowErrorText: 'Ваша работа сохранена. Можно попробовать показать её снова.'
  }
}
