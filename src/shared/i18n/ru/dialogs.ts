import type { Translation } from '../translation'

/** Native dialogs of main, and the dialogs of the window. */
export const dialogs: Translation['dialogs'] = {
  native: {
    openFolderTitle: 'Открыть папку с изображениями',
    openFolderButton: 'Открыть',
    exportFolderTitle: 'Выберите папку для набора данных',
    exportFolderButton: 'Экспортировать сюда',
    unsavedTitle: 'Не все изменения сохранены',
    unsavedMessage_one: 'Не удалось сохранить {{count}} изменение.',
    unsavedMessage_few: 'Не удалось сохранить {{count}} изменения.',
    unsavedMessage_many: 'Не удалось сохранить {{count}} изменений.',
    unsavedMessage_other: 'Не удалось сохранить {{count}} изменения.',
    unsavedDetail: 'Если закрыть окно сейчас, они пропадут.',
    unsavedStay: 'Остаться и попробовать ещё раз',
    unsavedClose: 'Всё равно закрыть',
    lateTitle: 'Идёт сохранение',
    lateMessage: 'Последние изменения ещё не сохранены.',
    lateDetail: 'Окно закроется, как только они будут сохранены. Если закрыть его сейчас, они пропадут.',
    lateWait: 'Подождать',
    lateClose: 'Закрыть сейчас',
    fatalTitle: 'Maskwright не запускается',
    fatalMessage: 'Не удалось запустить Maskwright: {{reason}}',
    crashedTitle: 'Окно перестало работать',
    crashedMessage: 'Окно перестало работать. Всё, что вы приняли, сохранено.',
    crashedReload: 'Открыть окно снова',
    crashedQuit: 'Выйти',
    aboutDetail: 'Версия {{version}}'
  },
  export: {
    title: 'Экспорт набора данных',
    format: 'Формат',
    formats: {
      coco: {
        name: 'COCO instances',
        text: 'Один файл JSON с рамками, контурами и площадями; объекты с дырами или из нескольких частей записываются масками RLE.'
      },
      yolo: {
        name: 'YOLO detection',
        text: 'Текстовый файл на каждое изображение: класс и рамка, и файл data.yaml; контуры не записываются.'
      },
      'yolo-seg': {
        name: 'YOLO segmentation',
        text: 'Текстовый файл на каждое изображение: класс и контур, и файл data.yaml; дыры присоединяются к контуру.'
      }
    },
    rle: 'Записать все объекты как RLE',
    rleHint: 'Сохраняет маски до пикселя; некоторые программы обучения читают только многоугольники.',
    images: 'Изображения',
    imagesAll_one: 'Все ({{count}})',
    imagesAll_few: 'Все ({{count}})',
    imagesAll_many: 'Все ({{count}})',
    imagesAll_other: 'Все ({{count}})',
    imagesLabelled_one: 'Только с объектами ({{count}})',
    imagesLabelled_few: 'Только с объектами ({{count}})',
    imagesLabelled_many: 'Только с объектами ({{count}})',
    imagesLabelled_other: 'Только с объектами ({{count}})',
    split: 'Разделить на обучающую, проверочную и тестовую части',
    train: 'Обучение, %',
    val: 'Проверка, %',
    test: 'Тест, %',
    seed: 'Начальное число',
    seedHint: 'Одно и то же число даёт одно и то же разделение.',
    splitSum: 'Доли в сумме дают {{sum}} %, а должны давать 100 %.',
    copyImages: 'Скопировать и изображения',
    copyImagesHint: 'Набор становится самодостаточным; без этого записываются только разметки.',
    folder: 'Папка',
    noFolder: 'Папка ещё не выбрана',
    chooseFolder: 'Выбрать…',
    start: 'Экспортировать',
    phases: {
      preparing: 'Подготовка…',
      writing: 'Запись разметки…',
      copying: 'Копирование изображений…',
      checking: 'Чтение и сверка записанного…',
      finishing: 'Завершение…'
    },
    progress: '{{done, number}} из {{total, number}}',
    cancel: 'Отменить экспорт',
    cancelled: 'Экспорт отменён. В папке ничего не осталось.',
    failed: 'Экспорт не удался',
    done: 'Набор данных записан',
    doneImages_one: '{{count, number}} изображение',
    doneImages_few: '{{count, number}} изображения',
    doneImages_many: '{{count, number}} изображений',
    doneImages_other: '{{count, number}} изображения',
    doneObjects_one: '{{count, number}} объект',
    doneObjects_few: '{{count, number}} объекта',
    doneObjects_many: '{{count, number}} объектов',
    doneObjects_other: '{{count, number}} объекта',
    doneFiles_one: '{{count, number}} файл',
    doneFiles_few: '{{count, number}} файла',
    doneFiles_many: '{{count, number}} файлов',
    doneFiles_other: '{{count, number}} файла',
    seconds: '{{seconds}} с',
    check: 'Самопроверка',
    checkGood: 'Каждый объект снова найден в записанных файлах.',
    checkLost_one: '{{count, number}} объект не найден в записанных файлах.',
    checkLost_few: '{{count, number}} объекта не найдены в записанных файлах.',
    checkLost_many: '{{count, number}} объектов не найдены в записанных файлах.',
    checkLost_other: '{{count, number}} объекта не найдены в записанных файлах.',
    iou: 'Совпадение с исходными (IoU): в среднем {{mean}}, в худшем случае {{min}}',
    notes: 'Примечания',
    show: 'Показать папку',
    again: 'Экспортировать ещё раз…'
  },
  settings: {
    title: 'Настройки',
    language: 'Язык',
    theme: 'Оформление',
    themes: { system: 'Как в системе', light: 'Светлое', dark: 'Тёмное' },
    pixelLimit: 'Наибольшее изображение, мегапикселей',
    pixelLimitHint: 'Изображения крупнее не раскрываются, чтобы не исчерпать память.',
    encodeAhead: 'Готовить изображений заранее',
    encodeAheadHint: 'Столько следующих изображений кодируется, пока вы работаете. 0 — не готовить.',
    cache: 'Кэш закодированных изображений, МБ',
    cacheHint: 'Одно изображение занимает около 4 МБ. Сначала удаляются самые старые. 0 — без кэша.',
    threads: 'Потоков процессора для модели',
    threadsHint: '0 — выбрать по компьютеру. Модель для этого перезапустится.',
    systemLanguage: 'Как в системе ({{language}})'
  },
  shortcuts: {
    title: 'Сочетания клавиш',
    gestures: 'Во время рисования',
    layoutHint: 'Буквы — это клавиши по их месту в американской раскладке; они работают при любой раскладке.'
  },
  about: {
    title: 'О программе Maskwright',
    text: 'Разметка наборов изображений с помощью Segment Anything. Всё работает на этом компьютере: без учётной записи, без сервера, без отправки данных.',
    version: 'Версия {{version}}',
    model: 'Модель: {{model}}, устройство: {{device}}',
    noModel: 'Модель не загружена.',
    licence: 'Лицензия Apache 2.0. Модель MobileSAM — тоже под лицензией Apache 2.0.'
  },
  damaged: {
    title: 'Файл проекта повреждён',
    kept: 'Повреждённый файл отложен без изменений. Ваши изображения не затронуты.',
    salvageable_one: 'Из него ещё можно прочитать {{count, number}} объект.',
    salvageable_few: 'Из него ещё можно прочитать {{count, number}} объекта.',
    salvageable_many: 'Из него ещё можно прочитать {{count, number}} объектов.',
    salvageable_other: 'Из него ещё можно прочитать {{count, number}} объекта.',
    nothing: 'Прочитать из него объекты нельзя.',
    salvage_one: 'Спасти {{count, number}} объект',
    salvage_few: 'Спасти {{count, number}} объекта',
    salvage_many: 'Спасти {{count, number}} объектов',
    salvage_other: 'Спасти {{count, number}} объекта',
    startNew: 'Начать новый проект'
  },
  palette: {
    placeholder: 'Введите команду…',
    nothing: 'Такой команды нет'
  }
}
