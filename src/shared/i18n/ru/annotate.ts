/** Автоматическая разметка детектором и список расхождений. */
export const annotate = {
  annotate: {
    title: 'Автоматическая разметка',
    model: 'Модель',
    noModels: 'В библиотеке моделей пока нет детекторов.',
    openLibrary: 'Библиотека моделей…',
    boxesOutlined: 'Находит рамки; контуры внутри них строит {{model}}.',
    givesMasks: 'Сама даёт маски.',
    classes: 'Что искать',
    classesHint: 'Каждый класс модели становится классом проекта или не учитывается.',
    filter: 'Названия через запятую: person, bicycle',
    onlyShown: 'Только эти',
    none: 'Ни одного',
    chosen_one: '{{count, number}} класс',
    chosen_few: '{{count, number}} класса',
    chosen_many: '{{count, number}} классов',
    chosen_other: '{{count, number}} класса',
    ignore: 'Не учитывать',
    create: 'Новый класс «{{name}}»',
    existing: 'Класс проекта',
    noClass: 'У модели нет класса с таким названием.',
    confidence: 'Уверенность от',
    overlap: 'Перекрытие до',
    most: 'Объектов до',
    minSize: 'Сторона от, пикс.',
    images: 'Изображения',
    scopes: {
      selected: 'Выделенные ({{count, number}})',
      filtered: 'Из списка ({{count, number}})',
      all: 'Все ({{count, number}})'
    },
    into: 'Результат',
    intos: { objects: 'Объекты', pool: 'Предложения', differences: 'Список расхождений' },
    intoHints: {
      objects: 'Один шаг на изображение; его можно отменить, открыв изображение.',
      pool: 'Вы принимаете их сами, каждое со своим классом. Прежние предложения изображения заменяются.',
      differences: 'Ничего не записывается: перечисляется, в чём модель и разметка расходятся.'
    },
    onObjects: 'Изображения с объектами',
    onObjectsChoices: {
      skip: 'Пропускать',
      add: 'Добавлять недостающее',
      'replace-detected': 'Заменять найденное детектором и не проверенное',
      'replace-all': 'Заменять все объекты, в том числе ваши'
    },
    noImages: 'Нет изображений для разметки.',
    chooseClass: 'Выберите хотя бы один класс.',
    start: 'Начать',
    task: {
      label: 'Разметка многих изображений',
      running: 'Разметка изображений: {{done, number}} из {{total, number}}',
      paused: 'Пауза: размечено {{done, number}} из {{total, number}}',
      finished: 'Готово: размечено {{done, number}} из {{total, number}}',
      cancelled: 'Отменено: размечено {{done, number}} из {{total, number}}'
    },
    comparing: {
      label: 'Сравнение многих изображений',
      running: 'Сравнение изображений: {{done, number}} из {{total, number}}',
      paused: 'Пауза: сравнено {{done, number}} из {{total, number}}',
      finished: 'Готово: сравнено {{done, number}} из {{total, number}}',
      cancelled: 'Отменено: сравнено {{done, number}} из {{total, number}}'
    },
    differences: {
      show_one: 'Осталось {{count, number}} расхождение',
      show_few: 'Осталось {{count, number}} расхождения',
      show_many: 'Осталось {{count, number}} расхождений',
      show_other: 'Осталось {{count, number}} расхождения',
      take: { unlabelled: 'Добавить', class: 'Сменить класс' },
      dismiss: 'Отклонить',
      reopen: 'Вернуть',
      next: 'Дальше',
      title: 'В чём модель и разметка расходятся',
      none: 'Не осталось.',
      unlabelled: 'Не размечено: {{found}} ({{score}} %)',
      'not-found': 'Модель не нашла: {{object}}',
      class: '{{object}}; по мнению модели — {{found}} ({{score}} %)',
      box: '{{object}}: рамки расходятся (IoU {{iou}})'
    }
  }
}
