import type { Translation } from '../translation'

/** The model library. */
export const models: Pick<Translation, 'models'> = {
  models: {
    title: 'Модели',
    tabs: { installed: 'Установленные', catalogue: 'Каталог', settings: 'Устройства и загрузки' },
    offline:
      'Всё работает без сети. Скачивается только то, что вы попросите здесь, а ваши изображения не покидают этот компьютер.',
    loading: 'Смотрим, какие есть модели…',
    tasks: {
      promptable: 'Контуры по щелчкам и рамкам и для всего изображения',
      segmenter: 'Маски объектов известных классов',
      detector: 'Рамки объектов известных классов'
    },
    noModels: {
      promptable: '—',
      segmenter: 'Моделей нет. Сюда подойдёт FastSAM или модель YOLO «seg».',
      detector: 'Моделей нет. YOLOX можно скачать из каталога, другие модели YOLO — добавить с диска.'
    },
    taskNames: { promptable: 'щелчки и рамки', segmenter: 'маски', detector: 'рамки' },
    chosen: 'Используется',
    use: 'Использовать',
    stopUsing: 'Не использовать',
    choosing: 'Проверяем…',
    remove: 'Удалить {{name}}',
    removeQuestion: 'Удалить {{name}} вместе с файлами ({{size}})?',
    removeYes: 'Удалить',
    builtIn: 'поставляется с программой',
    facts: {
      family: 'Семейство',
      size: 'На диске',
      parameters: 'Параметры',
      input: 'Вход',
      inputSize: '{{width}} × {{height}} пикс.',
      inputDynamic: '{{width}} × {{height}} пикс. и другие',
      licence: 'Лицензия',
      noLicence: 'неизвестна',
      source: 'Источник',
      files: 'Файлы',
      classes: 'Классы',
      masks: 'Масок на запрос',
      prompts: 'Понимает',
      limits: 'Ограничения',
      unknown: '…'
    },
    prompts: {
      clicks: 'щелчки по объекту',
      background: 'щелчки по фону',
      boxes: 'рамки',
      refine: 'маску для уточнения',
      masksUnknown: 'в файле не указано'
    },
    limits: {
      background: 'не понимает щелчков по фону',
      boxes: 'не понимает рамок',
      points_one: 'не больше {{count}} точки (рамка считается за две)',
      points_few: 'не больше {{count}} точек (рамка считается за две)',
      points_many: 'не больше {{count}} точек (рамка считается за две)',
      points_other: 'не больше {{count}} точки (рамка считается за две)',
      refine: 'уточняет только по точкам'
    },
    checked: {
      'built-in': 'Файлы сверяются с их хешами при каждом запуске.',
      published: 'Скачанное сверено с известным хешем; файлы сверяются снова при каждой загрузке модели.',
      'first-download':
        'Хеш не опубликован: сверяется только с первой загрузкой. С ней файлы сверяются при каждой загрузке модели.',
      added: 'Добавлена с диска; файлы сверяются с добавленными при каждой загрузке модели.'
    },
    classesCount_one: '{{count, number}} класс',
    classesCount_few: '{{count, number}} класса',
    classesCount_many: '{{count, number}} классов',
    classesCount_other: '{{count, number}} класса',
    speed: {
      label: 'Скорость здесь',
      none: 'ещё не измерена',
      promptable: '{{run}} мс на изображение, {{prompt}} мс на щелчок',
      other: '{{run}} мс на изображение',
      on: '{{device}} — {{speed}}',
      failed: '{{device}} — не работает. {{reason}}',
      test: 'Измерить',
      testHint: 'Запускает модель на каждом доступном устройстве, всего не дольше минуты.',
      testing: 'Измеряем на устройстве {{device}}…',
      threads_one: 'в {{count}} поток',
      threads_few: 'в {{count}} потока',
      threads_many: 'в {{count}} потоков',
      threads_other: 'в {{count}} потока'
    },
    device: {
      label: 'Устройство для {{name}}',
      auto: 'Автоматически ({{device}})',
      names: {
        cpu: 'Процессор',
        webgpu: 'Видеокарта (WebGPU)',
        cuda: 'Видеокарта (CUDA)',
        dml: 'Видеокарта (DirectML)',
        coreml: 'Ускоритель (CoreML)'
      },
      list: 'Устройства',
      ready: 'можно использовать',
      trying: 'проверяется…',
      unavailable: 'здесь использовать нельзя: {{reason}}',
      hint: 'Устройство показано, если программа собрана с его поддержкой, а использовать его можно, если модель на нём действительно запускается. «Автоматически» — самое быстрое по последнему измерению.'
    },
    add: {
      button: 'Добавить с диска…',
      hint: 'Один файл ONNX или кодировщик с декодером.',
      title: 'Что это за модель',
      recognised: 'Распознано семейство {{family}}: {{task}}',
      problem: 'Это добавить нельзя',
      another: 'Выбрать и второй файл…',
      name: 'Имя',
      licence: 'Лицензия',
      licenceHint: 'Какую указывает издатель; хранится вместе с моделью.',
      add: 'Добавить в библиотеку',
      added: 'Модель {{name}} добавлена',
      note: 'Файлы будут скопированы. Пока ничего не скопировано.'
    },
    catalogue: {
      download: 'Скачать',
      resume: 'Продолжить',
      pause: 'Приостановить',
      cancel: 'Отменить и удалить скачанное',
      retry: 'Попробовать ещё раз',
      installed: 'Установлена',
      checking: 'Проверка и распаковка…',
      progress: '{{done}} из {{total}}',
      stopped: 'Остановлено на {{done}} из {{total}}',
      published: 'Хеш известен заранее и сверяется.',
      firstOnly: 'Хеш не опубликован: сверяется только с первой загрузкой.',
      exportOnly:
        'Опубликованы только веса PyTorch. Экспортируйте их в ONNX, как показано в docs/models.md, и добавьте файл с диска.',
      address: 'Адрес',
      page: 'О модели'
    },
    settings: {
      mirror: 'Зеркало',
      mirrorHint:
        'Адрес, который при скачивании заменяет github.com и huggingface.co; остальная часть адреса не меняется. Пусто — официальные адреса. Прокси берутся из настроек системы.',
      mirrorWrong: 'Это не адрес. Он начинается с https:// или http://.',
      folder: 'Ваши модели лежат в папке',
      showFolder: 'Показать папку',
      threads: 'Потоков процессора для модели'
    }
  }
}
