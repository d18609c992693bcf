import type { Translation } from '../translation'

/** The list of jobs: everything that runs in the background. */
export const jobs: Pick<Translation, 'jobs'> = {
  jobs: {
    title: 'Задачи',
    show_one: 'Задачи: выполняется {{count, number}}',
    show_few: 'Задачи: выполняются {{count, number}}',
    show_many: 'Задачи: выполняется {{count, number}}',
    show_other: 'Задачи: выполняется {{count, number}}',
    showIdle: 'Задачи',
    showLabel: 'Фоновые задачи: импорт, экспорт и обработка многих изображений',
    none: 'Задач нет.',
    kinds: {
      import: 'Импорт набора данных',
      export: 'Экспорт набора данных',
      'clear-caches': 'Очистка кэшей',
      segment: 'Сегментация изображений',
      annotate: 'Разметка изображений',
      compare: 'Сравнение с моделью'
    },
    states: {
      running: 'Выполняется',
      paused: 'Приостановлено',
      finished: 'Завершено',
      failed: 'Ошибка',
      canceled: 'Отменено'
    },
    actions: { pause: 'Пауза', resume: 'Продолжить', cancel: 'Отменить', dismiss: 'Убрать' },
    actionOf: '{{action}}: {{job}}',
    progress: '{{done, number}} из {{total, number}}',
    problems_one: '{{count, number}} проблема',
    problems_few: '{{count, number}} проблемы',
    problems_many: '{{count, number}} проблем',
    problems_other: '{{count, number}} проблемы',
    problemsMore: 'Показаны первые {{count, number}}.'
  }
}
