import type { Translation } from '../translation'

/** The model library. */
export const models: Pick<Translation, 'models'> = {
  models: {
    title: 'Модели',
    tabs: { installed: 'Установленные', catalogue: 'Каталог', settings: 'Устройства и загрузки' },
    offline:
      'Работает без сети. Ничего не загружается, пока вы не начнёте загрузку здесь; изображения не покидают этот компьютер.',
    loading: 'Загрузка моделей…',
    tasks: {
      promptable: 'Сегментация по точкам, рамкам и всего изображения',
      segmenter: 'Сегментация экземпляров (фиксированные классы)',
      detector: 'Обнаружение объектов (фиксированные классы)'
    },
    noModels: {
      promptable: '—',
      segmenter: 'Модель не установлена. Добавьте FastSAM или модель YOLO «seg».',
      detector: 'Модель не установлена. Загрузите YOLOX из каталога или добавьте другую модель YOLO.'
    },
    taskNames: {
      promptable: 'сегментация по подсказкам',
      segmenter: 'сегментация экземпляров',
      detector: 'обнаружение объектов'
    },
    chosen: 'Используется',
    use: 'Использовать',
    stopUsing: 'Не использовать',
    choosing: 'Проверка…',
    remove: 'Удалить {{name}}',
    removeQuestion: 'Удалить {{name}} и файлы модели ({{size}})?',
    removeYes: 'Удалить',
    builtIn: 'встроенная',
    facts: {
      family: 'Архитектура',
      size: 'Размер на диске',
      parameters: 'Параметры',
      input: 'Размер входа',
      inputSize: '{{width}} × {{height}} пикс.',
      inputDynamic: '{{width}} × {{height}} пикс. (динамический)',
      licence: 'Лицензия',
      noLicence: 'неизвестна',
      source: 'Источник',
      files: 'Файлы',
      classes: 'Классы',
      masks: 'Масок на подсказку',
      prompts: 'Поддерживаемые подсказки',
      limits: 'Ограничения',
      unknown: '…'
    },
    prompts: {
      clicks: 'положительные точки',
      background: 'отрицательные точки',
      boxes: 'рамки',
      refine: 'маска на входе',
      masksUnknown: 'не указано в файле'
    },
    limits: {
      background: 'без отрицательных точек',
      boxes: 'без рамок',
      points_one: 'не более {{count, number}} точки (рамка считается за две)',
      points_few: 'не более {{count, number}} точек (рамка считается за две)',
      points_many: 'не более {{count, number}} точек (рамка считается за две)',
      points_other: 'не более {{count, number}} точки (рамка считается за две)',
      refine: 'уточняет только по точкам'
    },
    checked: {
      'built-in': 'Файлы проверяются по SHA-256 при каждом запуске.',
      published:
        'Загрузка проверена по известному SHA-256; файлы проверяются снова при каждой загрузке модели.',
      'first-download':
        'SHA-256 не опубликован: файлы проверяются только по первой загрузке, при каждой загрузке модели.',
      added: 'Добавлена с диска; файлы сверяются с добавленными при каждой загрузке модели.'
    },
    classesCount_one: '{{count, number}} класс',
    classesCount_few: '{{count, number}} класса',
    classesCount_many: '{{count, number}} классов',
    classesCount_other: '{{count, number}} класса',
    speed: {
      label: 'Скорость на этом компьютере',
      none: 'ещё не измерена',
      promptable: '{{run}} мс на изображение, {{prompt}} мс на подсказку',
      other: '{{run}} мс на изображение',
      on: '{{device}}: {{speed}}',
      failed: '{{device}}: ошибка. {{reason}}',
      test: 'Измерить',
      testHint: 'Запускает модель на каждом доступном устройстве, не дольше минуты.',
      testing: 'Измерение на устройстве {{device}}…',
      threads_one: 'в {{count, number}} поток',
      threads_few: 'в {{count, number}} потока',
      threads_many: 'в {{count, number}} потоков',
      threads_other: 'в {{count, number}} потока'
    },
    device: {
      label: 'Устройство для {{name}}',
      auto: 'Автоматически ({{device}})',
      names: { cpu: 'ЦП', webgpu: 'WebGPU', cuda: 'CUDA', dml: 'DirectML', coreml: 'CoreML' },
      list: 'Устройства',
      ready: 'доступно',
      trying: 'проверка…',
      unavailable: 'недоступно: {{reason}}',
      hint: 'Показаны устройства, поддерживаемые этой сборкой. Устройство доступно, если модель на нём запускается. «Автоматически» выбирает самое быстрое по последнему измерению.'
    },
    add: {
      button: 'Добавить с диска…',
      hint: 'Один файл ONNX или кодировщик и декодер.',
      title: 'Проверка модели',
      recognised: 'Распознано: {{family}}, {{task}}',
      problem: 'Не удаётся добавить эту модель',
      another: 'Выбрать второй файл…',
      name: 'Имя',
      licence: 'Лицензия',
      licenceHint: 'По данным издателя; хранится вместе с моделью.',
      add: 'Добавить в библиотеку',
      added: 'Модель {{name}} добавлена',
      note: 'Файлы будут скопированы в библиотеку.'
    },
    catalogue: {
      download: 'Загрузить',
      resume: 'Продолжить',
      pause: 'Приостановить',
      cancel: 'Отменить загрузку и удалить файл',
      retry: 'Повторить попытку',
      installed: 'Установлена',
      checking: 'Проверка и распаковка…',
      progress: '{{done}} из {{total}}',
      stopped: 'Приостановлено: {{done}} из {{total}}',
      published: 'Проверяется по известному SHA-256.',
      firstOnly: 'SHA-256 не опубликован: проверяется только по первой загрузке.',
      hash: 'Хеш SHA-256: {{hash}}',
      exportOnly:
        'Опубликованы только веса PyTorch. Экспортируйте их в ONNX, как описано в docs/models.md, и добавьте файл с диска.',
      address: 'Адрес URL',
      page: 'Веб-сайт'
    },
    settings: {
      mirror: 'Адрес зеркала',
      mirrorHint:
        'Базовый адрес, заменяющий github.com и huggingface.co при загрузке. Оставьте поле пустым, чтобы использовать официальные адреса. Прокси — из настроек системы.',
      mirrorWrong:
        'Недопустимый адрес. Введите адрес, начинающийся с https:// (http:// — только для этого компьютера).',
      folder: 'Папка моделей',
      showFolder: 'Показать папку',
      threads: 'Потоки ЦП для модели'
    }
  }
}
