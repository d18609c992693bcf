import type { Translation } from '../translation'

/** What an export left out or changed, by the note's code. */
export const notes: Translation['notes'] = {
  'empty-shapes_one': 'Пропущен {{count, number}} пустой объект.',
  'empty-shapes_few': 'Пропущено {{count, number}} пустых объекта.',
  'empty-shapes_many': 'Пропущено {{count, number}} пустых объектов.',
  'empty-shapes_other': 'Пропущено {{count, number}} пустых объекта.',
  'misfit-masks_one': 'Пропущена {{count, number}} маска: её размер не совпадает с изображением.',
  'misfit-masks_few': 'Пропущено {{count, number}} маски: их размер не совпадает с изображениями.',
  'misfit-masks_many': 'Пропущено {{count, number}} масок: их размер не совпадает с изображениями.',
  'misfit-masks_other': 'Пропущено {{count, number}} маски: их размер не совпадает с изображениями.',
  'unknown-class_one': 'Пропущен {{count, number}} объект: его класс не определён.',
  'unknown-class_few': 'Пропущено {{count, number}} объекта: их классы не определены.',
  'unknown-class_many': 'Пропущено {{count, number}} объектов: их классы не определены.',
  'unknown-class_other': 'Пропущено {{count, number}} объекта: их классы не определены.',
  crowds_one: 'Пропущена {{count, number}} область скопления (crowd): YOLO их не поддерживает.',
  crowds_few: 'Пропущено {{count, number}} области скоплений (crowd): YOLO их не поддерживает.',
  crowds_many: 'Пропущено {{count, number}} областей скоплений (crowd): YOLO их не поддерживает.',
  crowds_other: 'Пропущено {{count, number}} области скоплений (crowd): YOLO их не поддерживает.',
  attributes_one: '{{count, number}} объект записан без атрибутов: YOLO их не поддерживает.',
  attributes_few: '{{count, number}} объекта записаны без атрибутов: YOLO их не поддерживает.',
  attributes_many: '{{count, number}} объектов записано без атрибутов: YOLO их не поддерживает.',
  attributes_other: '{{count, number}} объекта записано без атрибутов: YOLO их не поддерживает.',
  'only-boxes_one': '{{count, number}} фигура записана рамкой: YOLO detection поддерживает только рамки.',
  'only-boxes_few': '{{count, number}} фигуры записаны рамками: YOLO detection поддерживает только рамки.',
  'only-boxes_many': '{{count, number}} фигур записано рамками: YOLO detection поддерживает только рамки.',
  'only-boxes_other': '{{count, number}} фигуры записано рамками: YOLO detection поддерживает только рамки.',
  'only-oriented-boxes_one':
    '{{count, number}} фигура записана ориентированной рамкой: YOLO OBB поддерживает только их.',
  'only-oriented-boxes_few':
    '{{count, number}} фигуры записаны ориентированными рамками: YOLO OBB поддерживает только их.',
  'only-oriented-boxes_many':
    '{{count, number}} фигур записано ориентированными рамками: YOLO OBB поддерживает только их.',
  'only-oriented-boxes_other':
    '{{count, number}} фигуры записано ориентированными рамками: YOLO OBB поддерживает только их.',
  'box-outlines_one': '{{count, number}} рамка записана прямоугольным многоугольником.',
  'box-outlines_few': '{{count, number}} рамки записаны прямоугольными многоугольниками.',
  'box-outlines_many': '{{count, number}} рамок записано прямоугольными многоугольниками.',
  'box-outlines_other': '{{count, number}} рамки записано прямоугольными многоугольниками.',
  'outlines-as-pixels_one':
    '{{count, number}} фигура записана маской: многоугольники этого формата не поддерживают отверстия и несколько частей.',
  'outlines-as-pixels_few':
    '{{count, number}} фигуры записаны масками: многоугольники этого формата не поддерживают отверстия и несколько частей.',
  'outlines-as-pixels_many':
    '{{count, number}} фигур записано масками: многоугольники этого формата не поддерживают отверстия и несколько частей.',
  'outlines-as-pixels_other':
    '{{count, number}} фигуры записано масками: многоугольники этого формата не поддерживают отверстия и несколько частей.',
  'crowd-marks_one': '{{count, number}} область скопления (crowd) записана как обычный объект.',
  'crowd-marks_few': '{{count, number}} области скоплений (crowd) записаны как обычные объекты.',
  'crowd-marks_many': '{{count, number}} областей скоплений (crowd) записано как обычные объекты.',
  'crowd-marks_other': '{{count, number}} области скоплений (crowd) записано как обычные объекты.',
  'unsaid-fields_one':
    '{{count, number}} объект записан без атрибутов, оценки, источника и группы: формат их не поддерживает.',
  'unsaid-fields_few':
    '{{count, number}} объекта записаны без атрибутов, оценок, источников и групп: формат их не поддерживает.',
  'unsaid-fields_many':
    '{{count, number}} объектов записано без атрибутов, оценок, источников и групп: формат их не поддерживает.',
  'unsaid-fields_other':
    '{{count, number}} объекта записано без атрибутов, оценок, источников и групп: формат их не поддерживает.',
  'boxes-instead_one': '{{count, number}} фигура записана рамкой: формат поддерживает только рамки.',
  'boxes-instead_few': '{{count, number}} фигуры записаны рамками: формат поддерживает только рамки.',
  'boxes-instead_many': '{{count, number}} фигур записано рамками: формат поддерживает только рамки.',
  'boxes-instead_other': '{{count, number}} фигуры записано рамками: формат поддерживает только рамки.',
  'box-fractions_one':
    'У {{count, number}} рамки дробные координаты; некоторые программы обучения их не принимают.',
  'box-fractions_few':
    'У {{count, number}} рамок дробные координаты; некоторые программы обучения их не принимают.',
  'box-fractions_many':
    'У {{count, number}} рамок дробные координаты; некоторые программы обучения их не принимают.',
  'box-fractions_other':
    'У {{count, number}} рамки дробные координаты; некоторые программы обучения их не принимают.',
  covered_one: 'Пропущен {{count, number}} объект: он полностью закрыт объектами выше.',
  covered_few: 'Пропущено {{count, number}} объекта: они полностью закрыты объектами выше.',
  covered_many: 'Пропущено {{count, number}} объектов: они полностью закрыты объектами выше.',
  covered_other: 'Пропущено {{count, number}} объекта: они полностью закрыты объектами выше.',
  'partly-covered_one': '{{count, number}} объект записан без области, закрытой объектами выше.',
  'partly-covered_few': '{{count, number}} объекта записаны без областей, закрытых объектами выше.',
  'partly-covered_many': '{{count, number}} объектов записано без областей, закрытых объектами выше.',
  'partly-covered_other': '{{count, number}} объекта записано без областей, закрытых объектами выше.',
  'instances-joined_one':
    '{{count, number}} объект объединён с другими того же класса: формат не различает экземпляры.',
  'instances-joined_few':
    '{{count, number}} объекта объединены с другими того же класса: формат не различает экземпляры.',
  'instances-joined_many':
    '{{count, number}} объектов объединено с другими того же класса: формат не различает экземпляры.',
  'instances-joined_other':
    '{{count, number}} объекта объединено с другими того же класса: формат не различает экземпляры.',
  'no-number-left_one': 'Пропущен {{count, number}} объект: все значения пикселей маски заняты.',
  'no-number-left_few': 'Пропущено {{count, number}} объекта: все значения пикселей маски заняты.',
  'no-number-left_many': 'Пропущено {{count, number}} объектов: все значения пикселей маски заняты.',
  'no-number-left_other': 'Пропущено {{count, number}} объекта: все значения пикселей маски заняты.',
  'summary-only': 'Таблица — это сводка без многоугольников и масок. Её нельзя импортировать.',
  'same-box_one':
    'У {{count, number}} объекта те же класс и рамка, что и у другого; Ultralytics сохраняет один из них.',
  'same-box_few':
    'У {{count, number}} объектов те же класс и рамка, что и у других; Ultralytics сохраняет по одному.',
  'same-box_many':
    'У {{count, number}} объектов те же класс и рамка, что и у других; Ultralytics сохраняет по одному.',
  'same-box_other':
    'У {{count, number}} объекта те же класс и рамка, что и у других; Ultralytics сохраняет по одному.',
  'renamed-images_one':
    '{{count, number}} изображение переименовано: имена файлов не переносимы или совпали бы. См. images.txt.',
  'renamed-images_few':
    '{{count, number}} изображения переименованы: имена файлов не переносимы или совпали бы. См. images.txt.',
  'renamed-images_many':
    '{{count, number}} изображений переименовано: имена файлов не переносимы или совпали бы. См. images.txt.',
  'renamed-images_other':
    '{{count, number}} изображения переименовано: имена файлов не переносимы или совпали бы. См. images.txt.',
  'no-train-images': 'Обучающая выборка пуста. В data.yaml для неё указаны изображения другой выборки.',
  'no-val-images': 'Валидационная выборка пуста. В data.yaml для неё указаны изображения другой выборки.',
  'put-images': 'Изображения не скопированы. Скопируйте их в папку «images» под именами из images.txt.',
  'image-root':
    'Изображения не скопированы. Укажите папку проекта как папку изображений в программе обучения.',
  unmeasured_one: 'Пропущен {{count, number}} объект: его изображение не читается, размер неизвестен.',
  unmeasured_few: 'Пропущено {{count, number}} объекта: их изображения не читаются, размер неизвестен.',
  unmeasured_many: 'Пропущено {{count, number}} объектов: их изображения не читаются, размер неизвестен.',
  unmeasured_other: 'Пропущено {{count, number}} объекта: их изображения не читаются, размер неизвестен.',
  'more-missing_one': 'Ещё {{count, number}} изображение отсутствует или не читается.',
  'more-missing_few': 'Ещё {{count, number}} изображения отсутствуют или не читаются.',
  'more-missing_many': 'Ещё {{count, number}} изображений отсутствуют или не читаются.',
  'more-missing_other': 'Ещё {{count, number}} изображения отсутствуют или не читаются.'
}
