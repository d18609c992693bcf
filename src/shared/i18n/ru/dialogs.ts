import type { Translation } from '../translation'
import { exportDialog } from './export'
import { importDialog } from './import'

/** Native dialogs of main, and the dialogs of the window. */
export const dialogs: Translation['dialogs'] = {
  native: {
    openFolderTitle: 'Открыть папку с изображениями',
    openFolderButton: 'Открыть',
    modelFilesTitle: 'Выберите модель: один файл ONNX или кодировщик и декодер',
    modelFilesButton: 'Проверить',
    exportFolderTitle: 'Выберите папку для экспорта',
    exportFolderButton: 'Экспортировать сюда',
    importTitle: 'Выберите набор данных для импорта',
    importButton: 'Выбрать',
    importFiles: 'Наборы данных',
    mirrorTitle: 'Смена сервера загрузки моделей',
    mirrorMessage: 'Изменить сервер загрузки моделей на {{to}}?',
    mirrorDetail:
      'Сейчас: {{from}}\nНовый: {{to}}\n\nВладелец этого сервера видит, какие модели вы загружаете. Модели без известного SHA-256 проверить нельзя.',
    mirrorOfficial: 'официальные серверы',
    mirrorAccept: 'Изменить',
    unverifiedTitle: 'Непроверяемая модель',
    unverifiedMessage: 'Модель {{name}} нельзя проверить. Всё равно загрузить?',
    unverifiedDetail:
      'URL: {{address}}\nРазмер: {{megabytes, number}} МБ\n\nДля этого файла не опубликован SHA-256. Хеш этой загрузки сохраняется и показывается; следующие загрузки должны с ним совпасть.',
    unverifiedAccept: 'Загрузить',
    unsavedTitle: 'Несохранённые изменения',
    unsavedMessage_one: 'Не удалось сохранить {{count, number}} изменение.',
    unsavedMessage_few: 'Не удалось сохранить {{count, number}} изменения.',
    unsavedMessage_many: 'Не удалось сохранить {{count, number}} изменений.',
    unsavedMessage_other: 'Не удалось сохранить {{count, number}} изменения.',
    unsavedDetail: 'Если закрыть окно сейчас, они будут потеряны.',
    unsavedStay: 'Не закрывать и повторить',
    unsavedClose: 'Всё равно закрыть',
    lateTitle: 'Идёт сохранение',
    lateMessage: 'Последние изменения ещё не сохранены.',
    lateDetail: 'Окно закроется после сохранения. Если закрыть его сейчас, изменения будут потеряны.',
    lateWait: 'Подождать',
    lateClose: 'Закрыть сейчас',
    fatalTitle: 'Maskwright не запускается',
    fatalMessage: 'Не удалось запустить Maskwright: {{reason}}',
    crashedTitle: 'Окно перестало работать',
    crashedMessage: 'Окно перестало работать. Все принятые изменения сохранены.',
    crashedReload: 'Открыть окно снова',
    crashedQuit: 'Выйти',
    aboutDetail: 'Версия {{version}}'
  },
  export: exportDialog,
  import: importDialog,
  phases: {
    preparing: 'Подготовка…',
    comparing: 'Поиск почти одинаковых изображений…',
    reading: 'Чтение набора данных…',
    writing: 'Запись…',
    copying: 'Копирование изображений…',
    checking: 'Проверка экспортированных файлов…',
    finishing: 'Завершение…',
    deleting: 'Удаление файлов…'
  },
  progress: '{{done, number}} из {{total, number}}',
  settings: {
    title: 'Настройки',
    language: 'Язык',
    theme: 'Тема',
    themes: { system: 'Как в системе', light: 'Светлая', dark: 'Тёмная' },
    pixelLimit: 'Максимальный размер изображения (Мпикс.)',
    pixelLimitHint: 'Изображения большего размера не открываются, чтобы не исчерпать память.',
    encodeAhead: 'Предварительно кодировать изображений',
    encodeAheadHint: 'Число следующих изображений, кодируемых в фоне. 0 — выключено.',
    cache: 'Кэш эмбеддингов (МБ)',
    cacheHint: 'Около 4 МБ на изображение. Сначала удаляются самые старые. 0 — выключено.',
    threads: 'Потоки ЦП для модели',
    threadsHint: '0 — автоматически. При изменении движок перезапускается.',
    systemLanguage: 'Как в системе ({{language}})'
  },
  caches: {
    title: 'Кэш',
    counting: 'Вычисление размера…',
    size: 'Эмбеддинги: {{embeddings}}. Миниатюры: {{thumbnails}}.',
    clear: 'Очистить кэш…',
    confirm: 'Очистить',
    hint: 'Хранится для каждой открывавшейся папки, в том числе после её закрытия. Аннотации не затрагиваются.',
    cleared: 'Освобождено {{size}}. Эмбеддинги и миниатюры создаются снова при необходимости.'
  },
  shortcuts: {
    title: 'Сочетания клавиш',
    gestures: 'Холст',
    layoutHint: 'Буквы обозначают физические клавиши американской раскладки и работают при любой раскладке.'
  },
  about: {
    title: 'О программе Maskwright',
    text: 'Разметка наборов изображений с помощью Segment Anything. Работает только на этом компьютере: без учётной записи, сервера и отправки данных.',
    version: 'Версия {{version}}',
    model: 'Модель: {{model}}, устройство: {{device}}',
    noModel: 'Модель не загружена.',
    licence: 'Лицензия Apache 2.0. Модель MobileSAM также распространяется по лицензии Apache 2.0.'
  },
  damaged: {
    title: 'Файл проекта повреждён',
    kept: 'Повреждённый файл сохраняется как резервная копия. Ваши изображения не затронуты.',
    salvageable_one: 'Можно восстановить {{count, number}} объект.',
    salvageable_few: 'Можно восстановить {{count, number}} объекта.',
    salvageable_many: 'Можно восстановить {{count, number}} объектов.',
    salvageable_other: 'Можно восстановить {{count, number}} объекта.',
    nothing: 'Восстановить объекты нельзя.',
    salvage_one: 'Восстановить {{count, number}} объект',
    salvage_few: 'Восстановить {{count, number}} объекта',
    salvage_many: 'Восстановить {{count, number}} объектов',
    salvage_other: 'Восстановить {{count, number}} объекта',
    startNew: 'Создать новый проект'
  },
  palette: {
    placeholder: 'Введите команду…',
    nothing: 'Подходящих команд нет'
  },
  classPicker: {
    forNew: 'Класс для новых объектов…',
    forSelected_one: 'Класс для {{count, number}} выделенного объекта…',
    forSelected_few: 'Класс для {{count, number}} выделенных объектов…',
    forSelected_many: 'Класс для {{count, number}} выделенных объектов…',
    forSelected_other: 'Класс для {{count, number}} выделенного объекта…',
    create: 'Создать класс «{{name}}»',
    nothing: 'Классов пока нет. Введите имя, чтобы создать класс.'
  }
}
