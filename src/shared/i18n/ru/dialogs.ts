import type { Translation } from '../translation'
import { exportDialog } from './export'
import { importDialog } from './import'

/** Native dialogs of main, and the dialogs of the window. */
export const dialogs: Translation['dialogs'] = {
  native: {
    openFolderTitle: 'Открыть папку с изображениями',
    openFolderButton: 'Открыть',
    modelFilesTitle: 'Выберите модель: файл ONNX или кодировщик с декодером',
    modelFilesButton: 'Посмотреть',
    exportFolderTitle: 'Выберите папку для набора данных',
    exportFolderButton: 'Экспортировать сюда',
    importTitle: 'Выберите набор данных',
    importButton: 'Выбрать',
    importFiles: 'Наборы данных',
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
  export: exportDialog,
  import: importDialog,
  phases: {
    preparing: 'Подготовка…',
    comparing: 'Поиск почти одинаковых изображений…',
    reading: 'Чтение набора данных…',
    writing: 'Запись…',
    copying: 'Копирование изображений…',
    checking: 'Чтение и сверка записанного…',
    finishing: 'Завершение…'
  },
  progress: '{{done, number}} из {{total, number}}',
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
  },
  classPicker: {
    forNew: 'Класс новых объектов…',
    forSelected_one: 'Класс {{count, number}} выделенного объекта…',
    forSelected_few: 'Класс {{count, number}} выделенных объектов…',
    forSelected_many: 'Класс {{count, number}} выделенных объектов…',
    forSelected_other: 'Класс {{count, number}} выделенных объектов…',
    create: 'Новый класс «{{name}}»',
    nothing: 'Классов пока нет: введите имя первого.'
  }
}
