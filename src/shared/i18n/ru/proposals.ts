import type { Translation } from '../translation'

/** Whole-image segmentation: the pool of proposals, its settings, and work on many images. */
export const proposals: Pick<Translation, 'pool' | 'segment' | 'task'> = {
  pool: {
    title: 'Предложения',
    shown: '{{visible, number}}/{{total, number}}',
    hide: 'Убрать предложения с экрана (они сохранятся)',
    runAgain: 'Сегментировать заново…',
    discard: 'Отбросить предложения',
    preparing: 'Подготовка изображения…',
    progress: 'Точки: {{done, number}} из {{total, number}}',
    found_one: 'найден {{count, number}}',
    found_few: 'найдено {{count, number}}',
    found_many: 'найдено {{count, number}}',
    found_other: 'найдено {{count, number}}',
    cancel: 'Отменить',
    stopped: 'Остановлено раньше времени: обработано {{done, number}} из {{total, number}} точек.',
    failed: 'Сегментация прервалась',
    none: 'Это изображение ещё не сегментировано.',
    start: 'Сегментировать изображение',
    startKey: 'Сегментировать изображение (E)',
    nothing: 'Ничего не найдено.',
    nothingHint: 'Снизьте наименьшую оценку и устойчивость или возьмите сетку чаще.',
    filteredOut: 'Принимать больше нечего.',
    filteredOutHint: 'Остальные уже стали объектами, отклонены или скрыты фильтрами ниже.',
    resetFilters: 'Сбросить фильтры',
    discarded: 'Предложения отброшены.',
    bringBack: 'Вернуть их',
    adopt: {
      whole_one: 'Принять {{count, number}} целый объект',
      whole_few: 'Принять {{count, number}} целых объекта',
      whole_many: 'Принять {{count, number}} целых объектов',
      whole_other: 'Принять {{count, number}} целого объекта',
      smallest_one: 'Принять {{count, number}} мелкую часть',
      smallest_few: 'Принять {{count, number}} мелкие части',
      smallest_many: 'Принять {{count, number}} мелких частей',
      smallest_other: 'Принять {{count, number}} мелкой части',
      all_one: 'Принять {{count, number}}',
      all_few: 'Принять все {{count, number}}',
      all_many: 'Принять все {{count, number}}',
      all_other: 'Принять все {{count, number}}'
    },
    parts: 'Enter и лассо принимают',
    partsHint:
      'Целые объекты: те, что не лежат внутри других. Мелкие части: те, внутри которых нет других. Все: в том числе лежащие друг в друге. Остальные показаны контурами; указателем и Alt+колесом доступно каждое.',
    partsChoices: { whole: 'Целые', smallest: 'Мелкие части', all: 'Все' },
    enclosed_one: 'Отпустите, чтобы принять {{count, number}} одним шагом. Escape — отказаться.',
    enclosed_few: 'Отпустите, чтобы принять {{count, number}} одним шагом. Escape — отказаться.',
    enclosed_many: 'Отпустите, чтобы принять {{count, number}} одним шагом. Escape — отказаться.',
    enclosed_other: 'Отпустите, чтобы принять {{count, number}} одним шагом. Escape — отказаться.',
    restoreDismissed_one: 'Вернуть отклонённые ({{count, number}})',
    restoreDismissed_few: 'Вернуть отклонённые ({{count, number}})',
    restoreDismissed_many: 'Вернуть отклонённые ({{count, number}})',
    restoreDismissed_other: 'Вернуть отклонённые ({{count, number}})',
    adopted_one: 'принято: {{count, number}}',
    adopted_few: 'принято: {{count, number}}',
    adopted_many: 'принято: {{count, number}}',
    adopted_other: 'принято: {{count, number}}',
    filters: 'Какие предложения показывать',
    score: 'Оценка, не ниже',
    stability: 'Устойчивость, не ниже',
    area: 'Площадь, % изображения',
    smallestArea: 'Наименьшая площадь',
    largestArea: 'Наибольшая площадь',
    areaRange: '{{from}} – {{to}}',
    hideCovered: 'Скрывать закрытые объектами',
    lit: 'Оценка {{score}} %, устойчивость {{stability}} %, {{area, number}} пикс.',
    level: '{{at}} из {{of}} под указателем',
    hint: 'Щелчок или цифра — принять · обвести — принять несколько · Alt+колесо — часть или целое · Delete — отклонить',
    madeWith: '{{model}} · {{settings}}',
    madeWithLabel: 'Модель и настройки этих предложений',
    status: 'Сегментация: {{done, number}}/{{total, number}} · найдено {{found, number}}',
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
    preset: 'Подробность',
    presets: { coarse: 'Грубо', standard: 'Обычно', fine: 'Подробно', own: 'Свои' },
    presetHints: {
      coarse: '16 × 16 точек: крупные предметы, примерно вчетверо быстрее обычного.',
      standard: '32 × 32 точки: как в официальной программе.',
      fine: '64 × 64 точки и ещё раз по четвертям: мелкие предметы, во много раз медленнее.',
      own: 'Числа ниже.'
    },
    strategy: 'Способ работы',
    strategies: { fast: 'Быстрый', reference: 'Эталонный' },
    strategyHints: {
      fast: 'Находит то же самое меньшей работой.',
      reference: 'Шаг за шагом как официальная программа, чтобы сравнивать с ней.'
    },
    numbers: 'Все числа',
    range: 'От {{min}} до {{max}}.',
    params: {
      pointsPerSide: {
        name: 'Точек вдоль стороны',
        text: 'Сетка щелчков; чем больше точек, тем мельче находки.'
      },
      pointsPerBatch: {
        name: 'Точек за раз',
        text: 'Сколько щелчков обрабатывается, прежде чем придут результаты.'
      },
      predIouThresh: {
        name: 'Наименьшая оценка',
        text: 'Маски, которые сама модель оценила ниже, отбрасываются.'
      },
      stabilityScoreThresh: {
        name: 'Наименьшая устойчивость',
        text: 'Отбрасываются маски, контур которых сильно зависит от порога.'
      },
      stabilityScoreOffset: {
        name: 'Сдвиг для устойчивости',
        text: 'Насколько порог сдвигается вверх и вниз, чтобы измерить устойчивость.'
      },
      boxNmsThresh: {
        name: 'Наибольшее перекрытие',
        text: 'Из двух масок, рамки которых перекрываются сильнее, остаётся лучшая.'
      },
      cropNLayers: {
        name: 'Слоёв фрагментов',
        text: 'Изображение сегментируется ещё раз по 4, 16, … частям: находит мелкое, но медленно.'
      },
      cropNmsThresh: { name: 'Перекрытие между фрагментами', text: 'То же между масками разных фрагментов.' },
      cropOverlapRatio: {
        name: 'Нахлёст фрагментов',
        text: 'Общая доля короткой стороны у соседних фрагментов.'
      },
      cropNPointsDownscaleFactor: {
        name: 'Реже точки во фрагментах',
        text: 'В каждом слое фрагментов вдоль стороны во столько раз меньше точек.'
      },
      minMaskRegionArea: {
        name: 'Наименьшая дыра или островок',
        text: 'Дыры меньше заполняются, островки меньше убираются; в пикселях, 0 — оставить всё.'
      },
      maxProposals: { name: 'Не больше предложений', text: 'Остаются только лучшие; 0 — все.' }
    },
    problems: {
      missing: '{{name}}: укажите число от {{min}} до {{max}}.',
      range: '{{name}}: {{value}}, а должно быть от {{min}} до {{max}}.',
      whole: '{{name}}: {{value}}, а должно быть целое число от {{min}} до {{max}}.',
      noPoints:
        '{{name}}: {{value}} не оставляет точек в последнем слое фрагментов. Уменьшите его или число слоёв либо добавьте точек.'
    },
    onlyWithout: 'Только изображения без предложений',
    onlyWithoutHint: 'Пропустить сегментированные с теми же настройками и моделью.',
    noImages: 'Сегментировать нечего.',
    start: 'Начать',
    own_one: 'свои настройки, {{count}} точка вдоль стороны',
    own_few: 'свои настройки, {{count}} точки вдоль стороны',
    own_many: 'свои настройки, {{count}} точек вдоль стороны',
    own_other: 'свои настройки, {{count}} точки вдоль стороны',
    named: '{{preset}}, {{strategy}}'
  },
  task: {
    label: 'Сегментация многих изображений',
    running: 'Сегментация изображений: {{done, number}} из {{total, number}}',
    paused: 'Пауза: сегментировано {{done, number}} из {{total, number}}',
    finished: 'Готово: сегментировано {{done, number}} из {{total, number}}',
    cancelled: 'Отменено: сегментировано {{done, number}} из {{total, number}}',
    failures_one: '{{count, number}} сбой',
    failures_few: '{{count, number}} сбоя',
    failures_many: '{{count, number}} сбоев',
    failures_other: '{{count, number}} сбоя',
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
    pause: 'Пауза',
    resume: 'Продолжить',
    cancel: 'Отменить',
    dismiss: 'Закрыть'
  }
}
