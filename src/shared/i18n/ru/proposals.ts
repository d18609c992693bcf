import type { Translation } from '../translation'

/** Whole-image segmentation: the proposals of an image, its settings, and jobs over many images. */
export const proposals: Pick<Translation, 'pool' | 'segment' | 'task'> = {
  pool: {
    title: 'Предложения',
    shown: '{{visible, number}}/{{total, number}}',
    hide: 'Скрыть предложения',
    runAgain: 'Сегментировать снова…',
    discard: 'Удалить предложения',
    preparing: 'Подготовка изображения…',
    progress: 'Точки: {{done, number}} из {{total, number}}',
    found_one: 'найдено: {{count, number}}',
    found_few: 'найдено: {{count, number}}',
    found_many: 'найдено: {{count, number}}',
    found_other: 'найдено: {{count, number}}',
    cancel: 'Отмена',
    stopped: 'Остановлено: обработано {{done, number}} из {{total, number}} точек.',
    failed: 'Сегментация остановлена досрочно',
    none: 'Это изображение ещё не сегментировано.',
    start: 'Сегментировать изображение',
    startKey: 'Сегментировать изображение (E)',
    nothing: 'Предложений не найдено.',
    nothingHint: 'Уменьшите минимальную оценку или стабильность либо увеличьте число точек на сторону.',
    filteredOut: 'Предложений для принятия не осталось.',
    filteredOutHint: 'Остальные приняты, отклонены или скрыты фильтрами ниже.',
    resetFilters: 'Сбросить фильтры',
    discarded: 'Предложения удалены.',
    bringBack: 'Восстановить',
    adopt: {
      whole_one: 'Принять целые: {{count, number}}',
      whole_few: 'Принять целые: {{count, number}}',
      whole_many: 'Принять целые: {{count, number}}',
      whole_other: 'Принять целые: {{count, number}}',
      smallest_one: 'Принять наименьшие: {{count, number}}',
      smallest_few: 'Принять наименьшие: {{count, number}}',
      smallest_many: 'Принять наименьшие: {{count, number}}',
      smallest_other: 'Принять наименьшие: {{count, number}}',
      all_one: 'Принять все: {{count, number}}',
      all_few: 'Принять все: {{count, number}}',
      all_many: 'Принять все: {{count, number}}',
      all_other: 'Принять все: {{count, number}}'
    },
    parts: 'Принимаемые предложения',
    partsHint:
      'Целые объекты: только внешние. Наименьшие части: только внутренние. Все: включая вложенные. Остальные доступны через Alt+колесо.',
    partsChoices: { whole: 'Целые', smallest: 'Наименьшие', all: 'Все' },
    enclosed_one: 'Отпустите, чтобы принять {{count, number}} (один шаг отмены). Esc — отмена.',
    enclosed_few: 'Отпустите, чтобы принять {{count, number}} (один шаг отмены). Esc — отмена.',
    enclosed_many: 'Отпустите, чтобы принять {{count, number}} (один шаг отмены). Esc — отмена.',
    enclosed_other: 'Отпустите, чтобы принять {{count, number}} (один шаг отмены). Esc — отмена.',
    restoreDismissed_one: 'Восстановить отклонённые ({{count, number}})',
    restoreDismissed_few: 'Восстановить отклонённые ({{count, number}})',
    restoreDismissed_many: 'Восстановить отклонённые ({{count, number}})',
    restoreDismissed_other: 'Восстановить отклонённые ({{count, number}})',
    adopted_one: 'принято: {{count, number}}',
    adopted_few: 'принято: {{count, number}}',
    adopted_many: 'принято: {{count, number}}',
    adopted_other: 'принято: {{count, number}}',
    filters: 'Фильтры предложений',
    score: 'Минимальная оценка',
    stability: 'Минимальная стабильность',
    area: 'Площадь (% изображения)',
    smallestArea: 'Минимальная площадь',
    largestArea: 'Максимальная площадь',
    areaRange: '{{from}} – {{to}}',
    hideCovered: 'Скрывать закрытые объектами',
    lit: 'Оценка {{score}} %, стабильность {{stability}} %, {{area, number}} пикс.',
    level: '{{at}} из {{of}} в этой точке',
    hint: 'Щелчок или цифра: принять · Перетащить: лассо · Alt+колесо: вложенные · Delete: отклонить',
    madeWith: '{{model}} · {{settings}}',
    madeWithLabel: 'Использованные модель и настройки',
    status: 'Сегментация {{done, number}}/{{total, number}} · найдено {{found, number}}',
    statusPreparing: 'Сегментация…',
    inList_one: '{{count, number}} предложение',
    inList_few: '{{count, number}} предложения',
    inList_many: '{{count, number}} предложений',
    inList_other: '{{count, number}} предложения'
  },
  segment: {
    titleImage: 'Сегментировать изображение',
    titleMany_one: 'Сегментировать {{count, number}} изображение',
    titleMany_few: 'Сегментировать {{count, number}} изображения',
    titleMany_many: 'Сегментировать {{count, number}} изображений',
    titleMany_other: 'Сегментировать {{count, number}} изображения',
    preset: 'Уровень детализации',
    presets: { coarse: 'Низкий', standard: 'Стандартный', fine: 'Высокий', own: 'Другой' },
    presetHints: {
      coarse: '16 × 16 точек: крупные объекты, примерно в 4 раза быстрее стандартного.',
      standard: '32 × 32 точки: значение эталонной реализации по умолчанию.',
      fine: '64 × 64 точки и один слой фрагментов: мелкие объекты, намного медленнее.',
      own: 'Дополнительные параметры ниже.'
    },
    strategy: 'Режим',
    strategies: { fast: 'Быстрый', reference: 'Эталонный' },
    strategyHints: {
      fast: 'Находит те же объекты за меньшее число вычислений.',
      reference: 'Пошагово повторяет эталонную реализацию, для сравнения с ней.'
    },
    numbers: 'Дополнительные параметры',
    range: 'От {{min}} до {{max}}.',
    params: {
      pointsPerSide: {
        name: 'Точек на сторону',
        text: 'Размер сетки точек; чем больше точек, тем мельче найденные объекты.'
      },
      pointsPerBatch: {
        name: 'Точек в пакете',
        text: 'Число точечных подсказок, декодируемых до показа результатов.'
      },
      predIouThresh: {
        name: 'Минимальная оценка',
        text: 'Маски с меньшим предсказанным IoU отбрасываются.'
      },
      stabilityScoreThresh: {
        name: 'Минимальная стабильность',
        text: 'Маски, сильнее зависящие от порога маски, отбрасываются.'
      },
      stabilityScoreOffset: {
        name: 'Смещение для стабильности',
        text: 'Сдвиг порога маски вверх и вниз для измерения стабильности.'
      },
      boxNmsThresh: {
        name: 'Порог перекрытия (NMS)',
        text: 'Если IoU рамок двух масок выше, остаётся только лучшая маска.'
      },
      cropNLayers: {
        name: 'Слои фрагментов',
        text: 'Дополнительно сегментирует 4, 16, … фрагментов изображения; находит мелкие объекты, но медленно.'
      },
      cropNmsThresh: {
        name: 'Порог перекрытия фрагментов (NMS)',
        text: 'То же для масок из разных фрагментов.'
      },
      cropOverlapRatio: {
        name: 'Перекрытие фрагментов',
        text: 'Перекрытие соседних фрагментов как доля короткой стороны изображения.'
      },
      cropNPointsDownscaleFactor: {
        name: 'Делитель точек во фрагментах',
        text: 'В каждом слое число точек на сторону делится на это значение.'
      },
      minMaskRegionArea: {
        name: 'Минимальная площадь области',
        text: 'Меньшие отверстия заполняются, меньшие островки удаляются; в пикселях, 0 — выключено.'
      },
      maxProposals: { name: 'Максимум предложений', text: 'Остаются N лучших; 0 — все.' }
    },
    problems: {
      missing: '{{name}}: введите число от {{min}} до {{max}}.',
      range: '{{name}}: {{value}} вне диапазона. Введите число от {{min}} до {{max}}.',
      whole: '{{name}}: значение {{value}} недопустимо. Введите целое число от {{min}} до {{max}}.',
      noPoints:
        '{{name}}: при значении {{value}} в последнем слое фрагментов не остаётся точек. Уменьшите его или число слоёв либо увеличьте число точек на сторону.'
    },
    onlyWithout: 'Только изображения без предложений',
    onlyWithoutHint: 'Пропускает изображения, сегментированные с теми же настройками и моделью.',
    noImages: 'Нет изображений для сегментации.',
    start: 'Начать',
    own_one: 'другие настройки, {{count, number}} точка на сторону',
    own_few: 'другие настройки, {{count, number}} точки на сторону',
    own_many: 'другие настройки, {{count, number}} точек на сторону',
    own_other: 'другие настройки, {{count, number}} точки на сторону',
    named: '{{preset}}, {{strategy}}'
  },
  task: {
    label: 'Задание сегментации',
    running: 'Сегментация изображений: {{done, number}} из {{total, number}}',
    paused: 'Приостановлено: сегментировано {{done, number}} из {{total, number}}',
    finished: 'Готово: сегментировано {{done, number}} из {{total, number}}',
    cancelled: 'Отменено: сегментировано {{done, number}} из {{total, number}}',
    failures_one: '{{count, number}} ошибка',
    failures_few: '{{count, number}} ошибки',
    failures_many: '{{count, number}} ошибок',
    failures_other: '{{count, number}} ошибки',
    failuresMore: 'Показаны первые {{count, number}}.',
    secondsLeft_one: 'осталась примерно {{count, number}} секунда',
    secondsLeft_few: 'осталось примерно {{count, number}} секунды',
    secondsLeft_many: 'осталось примерно {{count, number}} секунд',
    secondsLeft_other: 'осталось примерно {{count, number}} секунды',
    minutesLeft_one: 'осталась примерно {{count, number}} минута',
    minutesLeft_few: 'осталось примерно {{count, number}} минуты',
    minutesLeft_many: 'осталось примерно {{count, number}} минут',
    minutesLeft_other: 'осталось примерно {{count, number}} минуты',
    hoursLeft_one: 'остался примерно {{count, number}} час',
    hoursLeft_few: 'осталось примерно {{count, number}} часа',
    hoursLeft_many: 'осталось примерно {{count, number}} часов',
    hoursLeft_other: 'осталось примерно {{count, number}} часа',
    pause: 'Приостановить',
    resume: 'Продолжить',
    cancel: 'Отмена',
    dismiss: 'Закрыть'
  }
}
