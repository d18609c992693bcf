/** Автоматическая разметка детектором и список расхождений. */
export const annotate = {
  annotate: {
    title: 'Автоматическая разметка',
    model: 'Модель',
    noModels: 'В библиотеке моделей пока нет детекторов.',
    openLibrary: 'Библиотека моделей…',
    boxesOutlined: 'Предсказывает рамки; объекты внутри них сегментирует {{model}}.',
    givesMasks: 'Предсказывает маски.',
    classes: 'Классы для поиска',
    classesHint: 'Сопоставьте каждому классу модели класс проекта или исключите его.',
    filter: 'Названия через запятую: person, bicycle',
    onlyShown: 'Только эти',
    none: 'Ни одного',
    chosen_one: '{{count, number}} класс',
    chosen_few: '{{count, number}} класса',
    chosen_many: '{{count, number}} классов',
    chosen_other: '{{count, number}} класса',
    ignore: 'Не использовать',
    create: 'Новый класс «{{name}}»',
    existing: 'Класс проекта',
    noClass: 'У модели нет класса с таким именем.',
    confidence: 'Мин. уверенность',
    overlap: 'Перекрытие (NMS)',
    most: 'Макс. объектов',
    minSize: 'Мин. сторона, px',
    images: 'Изображения',
    scopes: {
      selected: 'Выделенные ({{count, number}})',
      filtered: 'Отфильтрованные ({{count, number}})',
      all: 'Все ({{count, number}})'
    },
    into: 'Сохранить результаты как',
    intos: { objects: 'Объекты', pool: 'Предложения', differences: 'Список расхождений' },
    intoHints: {
      objects: 'Один шаг отмены на изображение.',
      pool: 'Вы принимаете предложения по одному, каждое со своим классом. Имеющиеся предложения заменяются.',
      differences: 'Ничего не изменяет; перечисляет расхождения между моделью и аннотациями.'
    },
    onObjects: 'Изображения с объектами',
    onObjectsChoices: {
      skip: 'Пропустить',
      add: 'Добавить недостающие объекты',
      'replace-detected': 'Заменить непроверенные объекты детектора',
      'replace-all': 'Заменить все объекты, включая созданные вручную'
    },
    noImages: 'Нет изображений для разметки.',
    chooseClass: 'Выберите хотя бы один класс.',
    start: 'Начать',
    task: {
      label: 'Задание автоматической разметки',
      running: 'Разметка изображений: {{done, number}} из {{total, number}}',
      paused: 'Приостановлено: размечено {{done, number}} из {{total, number}}',
      finished: 'Готово: размечено {{done, number}} из {{total, number}}',
      cancelled: 'Отменено: размечено {{done, number}} из {{total, number}}'
    },
    comparing: {
      label: 'Задание сравнения',
      running: 'Сравнение изображений: {{done, number}} из {{total, number}}',
      paused: 'Приостановлено: сравнено {{done, number}} из {{total, number}}',
      finished: 'Готово: сравнено {{done, number}} из {{total, number}}',
      cancelled: 'Отменено: сравнено {{done, number}} из {{total, number}}'
    },
    differences: {
      show_one: 'Осталось {{count, number}} расхождение',
      show_few: 'Осталось {{count, number}} расхождения',
      show_many: 'Осталось {{count, number}} расхождений',
      show_other: 'Осталось {{count, number}} расхождения',
      take: { unlabelled: 'Добавить', class: 'Изменить класс' },
      dismiss: 'Отклонить',
      reopen: 'Восстановить',
      next: 'Далее',
      title: 'Расхождения между моделью и аннотациями',
      none: 'Расхождений не осталось.',
      unlabelled: 'Не размечено: {{found}} ({{score}} %)',
      'not-found': 'Не обнаружено моделью: {{object}}',
      class: '{{object}}: модель предсказывает {{found}} ({{score}} %)',
      box: '{{object}}: рамки расходятся (IoU {{iou}})'
    }
  }
}
