import type { Translation } from '../translation'

/** What an export left out or changed, by the note's code. */
export const notes: Translation['notes'] = {
  'empty-shapes_one': 'Пропущен {{count, number}} объект без площади.',
  'empty-shapes_few': 'Пропущены {{count, number}} объекта без площади.',
  'empty-shapes_many': 'Пропущено {{count, number}} объектов без площади.',
  'empty-shapes_other': 'Пропущено {{count, number}} объекта без площади.',
  'misfit-masks_one': 'Пропущена {{count, number}} маска: она не подходит к изображению по размеру.',
  'misfit-masks_few': 'Пропущены {{count, number}} маски: они не подходят к изображениям по размеру.',
  'misfit-masks_many': 'Пропущено {{count, number}} масок: они не подходят к изображениям по размеру.',
  'misfit-masks_other': 'Пропущено {{count, number}} маски: они не подходят к изображениям по размеру.',
  'unknown-class_one': 'Пропущен {{count, number}} объект: его класса нет в проекте.',
  'unknown-class_few': 'Пропущены {{count, number}} объекта: их классов нет в проекте.',
  'unknown-class_many': 'Пропущено {{count, number}} объектов: их классов нет в проекте.',
  'unknown-class_other': 'Пропущено {{count, number}} объекта: их классов нет в проекте.',
  crowds_one: 'Пропущена {{count, number}} область скопления: разметка YOLO не умеет их отмечать.',
  crowds_few: 'Пропущены {{count, number}} области скоплений: разметка YOLO не умеет их отмечать.',
  crowds_many: 'Пропущено {{count, number}} областей скоплений: разметка YOLO не умеет их отмечать.',
  crowds_other: 'Пропущено {{count, number}} области скоплений: разметка YOLO не умеет их отмечать.',
  attributes_one: '{{count, number}} объект записан без атрибутов: разметка YOLO их не вмещает.',
  attributes_few: '{{count, number}} объекта записаны без атрибутов: разметка YOLO их не вмещает.',
  attributes_many: '{{count, number}} объектов записаны без атрибутов: разметка YOLO их не вмещает.',
  attributes_other: '{{count, number}} объекта записаны без атрибутов: разметка YOLO их не вмещает.',
  'only-boxes_one': '{{count, number}} контур записан рамкой: другого YOLO detection не вмещает.',
  'only-boxes_few': '{{count, number}} контура записаны рамками: другого YOLO detection не вмещает.',
  'only-boxes_many': '{{count, number}} контуров записаны рамками: другого YOLO detection не вмещает.',
  'only-boxes_other': '{{count, number}} контура записаны рамками: другого YOLO detection не вмещает.',
  'only-oriented-boxes_one':
    '{{count, number}} контур записан повёрнутой рамкой: другого YOLO OBB не вмещает.',
  'only-oriented-boxes_few':
    '{{count, number}} контура записаны повёрнутыми рамками: другого YOLO OBB не вмещает.',
  'only-oriented-boxes_many':
    '{{count, number}} контуров записаны повёрнутыми рамками: другого YOLO OBB не вмещает.',
  'only-oriented-boxes_other':
    '{{count, number}} контура записаны повёрнутыми рамками: другого YOLO OBB не вмещает.',
  'box-outlines_one': '{{count, number}} рамка записана с прямоугольником вместо контура.',
  'box-outlines_few': '{{count, number}} рамки записаны с прямоугольниками вместо контуров.',
  'box-outlines_many': '{{count, number}} рамок записаны с прямоугольниками вместо контуров.',
  'box-outlines_other': '{{count, number}} рамки записаны с прямоугольниками вместо контуров.',
  'outlines-as-pixels_one':
    '{{count, number}} контур записан по пикселям: контуры этого формата не имеют отверстий и частей.',
  'outlines-as-pixels_few':
    '{{count, number}} контура записаны по пикселям: контуры этого формата не имеют отверстий и частей.',
  'outlines-as-pixels_many':
    '{{count, number}} контуров записаны по пикселям: контуры этого формата не имеют отверстий и частей.',
  'outlines-as-pixels_other':
    '{{count, number}} контура записаны по пикселям: контуры этого формата не имеют отверстий и частей.',
  'crowd-marks_one': '{{count, number}} область скопления записана как обычный объект.',
  'crowd-marks_few': '{{count, number}} области скоплений записаны как обычные объекты.',
  'crowd-marks_many': '{{count, number}} областей скоплений записаны как обычные объекты.',
  'crowd-marks_other': '{{count, number}} области скоплений записаны как обычные объекты.',
  'unsaid-fields_one':
    '{{count, number}} объект записан без атрибутов, оценки, происхождения и группы: формат их не вмещает.',
  'unsaid-fields_few':
    '{{count, number}} объекта записаны без атрибутов, оценок, происхождения и групп: формат их не вмещает.',
  'unsaid-fields_many':
    '{{count, number}} объектов записаны без атрибутов, оценок, происхождения и групп: формат их не вмещает.',
  'unsaid-fields_other':
    '{{count, number}} объекта записаны без атрибутов, оценок, происхождения и групп: формат их не вмещает.',
  'boxes-instead_one': '{{count, number}} контур записан рамкой: другого формат не вмещает.',
  'boxes-instead_few': '{{count, number}} контура записаны рамками: другого формат не вмещает.',
  'boxes-instead_many': '{{count, number}} контуров записаны рамками: другого формат не вмещает.',
  'boxes-instead_other': '{{count, number}} контура записаны рамками: другого формат не вмещает.',
  'box-fractions_one':
    'У {{count, number}} рамки дробные координаты; некоторые программы обучения их не читают.',
  'box-fractions_few':
    'У {{count, number}} рамок дробные координаты; некоторые программы обучения их не читают.',
  'box-fractions_many':
    'У {{count, number}} рамок дробные координаты; некоторые программы обучения их не читают.',
  'box-fractions_other':
    'У {{count, number}} рамки дробные координаты; некоторые программы обучения их не читают.',
  covered_one: 'Пропущен {{count, number}} объект: он целиком закрыт другими.',
  covered_few: 'Пропущены {{count, number}} объекта: они целиком закрыты другими.',
  covered_many: 'Пропущено {{count, number}} объектов: они целиком закрыты другими.',
  covered_other: 'Пропущено {{count, number}} объекта: они целиком закрыты другими.',
  'partly-covered_one': '{{count, number}} объект записан без части, закрытой другими.',
  'partly-covered_few': '{{count, number}} объекта записаны без частей, закрытых другими.',
  'partly-covered_many': '{{count, number}} объектов записаны без частей, закрытых другими.',
  'partly-covered_other': '{{count, number}} объекта записаны без частей, закрытых другими.',
  'instances-joined_one': '{{count, number}} объект слит с другими того же класса: формат их не различает.',
  'instances-joined_few': '{{count, number}} объекта слиты с другими того же класса: формат их не различает.',
  'instances-joined_many':
    '{{count, number}} объектов слиты с другими того же класса: формат их не различает.',
  'instances-joined_other':
    '{{count, number}} объекта слиты с другими того же класса: формат их не различает.',
  'no-number-left_one': 'Пропущен {{count, number}} объект: в маске для него не хватило номера.',
  'no-number-left_few': 'Пропущены {{count, number}} объекта: в маске для них не хватило номеров.',
  'no-number-left_many': 'Пропущено {{count, number}} объектов: в маске для них не хватило номеров.',
  'no-number-left_other': 'Пропущено {{count, number}} объекта: в маске для них не хватило номеров.',
  'summary-only': 'Таблица — это сводка: контуров и масок в ней нет, обратно она не читается.',
  'same-box_one':
    'У {{count, number}} объекта те же класс и рамка, что и у другого; Ultralytics оставит один из них.',
  'same-box_few':
    'У {{count, number}} объектов те же класс и рамка, что и у других; Ultralytics оставит по одному.',
  'same-box_many':
    'У {{count, number}} объектов те же класс и рамка, что и у других; Ultralytics оставит по одному.',
  'same-box_other':
    'У {{count, number}} объекта те же класс и рамка, что и у других; Ultralytics оставит по одному.',
  'renamed-images_one': '{{count, number}} изображение переименовано, чтобы имена файлов не совпадали.',
  'renamed-images_few': '{{count, number}} изображения переименованы, чтобы имена файлов не совпадали.',
  'renamed-images_many': '{{count, number}} изображений переименованы, чтобы имена файлов не совпадали.',
  'renamed-images_other': '{{count, number}} изображения переименованы, чтобы имена файлов не совпадали.',
  'no-train-images':
    'В обучающую часть не попало ни одного изображения, поэтому в data.yaml для неё указаны другие.',
  'no-val-images':
    'В проверочную часть не попало ни одного изображения, поэтому в data.yaml для неё указаны другие.',
  'put-images': 'Изображения не скопированы. Скопируйте их в папку «images» под именами из файла images.txt.',
  'image-root': 'Изображения не скопированы. Укажите программе обучения папку проекта как папку изображений.',
  unmeasured_one: '{{count, number}} объект пропущен: его изображение не читается, и размер неизвестен.',
  unmeasured_few: '{{count, number}} объекта пропущены: их изображения не читаются, и размер неизвестен.',
  unmeasured_many: '{{count, number}} объектов пропущено: их изображения не читаются, и размер неизвестен.',
  unmeasured_other: '{{count, number}} объекта пропущены: их изображения не читаются, и размер неизвестен.',
  'more-missing_one': 'Ещё {{count, number}} изображение отсутствует или не читается.',
  'more-missing_few': 'Ещё {{count, number}} изображения отсутствуют или не читаются.',
  'more-missing_many': 'Ещё {{count, number}} изображений отсутствуют или не читаются.',
  'more-missing_other': 'Ещё {{count, number}} изображения отсутствуют или не читаются.'
}
