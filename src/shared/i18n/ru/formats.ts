import type { Translation } from '../translation'

/** The dataset formats: their names, what files they consist of, and what they do not support. */
export const formats: Translation['formats'] = {
  names: {
    coco: 'COCO instances',
    yolo: 'YOLO detection',
    'yolo-seg': 'YOLO segmentation',
    'yolo-obb': 'YOLO OBB',
    labelme: 'LabelMe',
    voc: 'Pascal VOC',
    masks: 'Маски PNG',
    cvat: 'CVAT for images 1.1',
    'label-studio': 'Label Studio',
    csv: 'Таблица CSV'
  },
  texts: {
    coco: 'Один файл JSON с рамками, многоугольниками и площадями; фигуры с отверстиями — маски RLE.',
    yolo: 'Текстовый файл на изображение с классами и рамками и файл data.yaml.',
    'yolo-seg':
      'Текстовый файл на изображение с классами и многоугольниками и файл data.yaml. Отверстия и отдельные части соединяются разрезами.',
    'yolo-obb': 'Текстовый файл на изображение с классами и ориентированными рамками и файл data.yaml.',
    labelme:
      'Файл JSON на изображение с многоугольниками; фигуры с отверстиями — встроенные изображения масок.',
    voc: 'Файл XML на изображение с классами и рамками.',
    masks: 'Изображения PNG: значение пикселя — класс или объект.',
    cvat: 'Один файл XML с рамками, многоугольниками и масками.',
    'label-studio': 'Один файл JSON с задачами: рамки, многоугольники и маски кистью.',
    csv: 'Строка на объект с классом, рамкой и площадью. Импорт невозможен.'
  },
  losesNothing: 'Поддерживает все свойства объектов.',
  loses: 'Не поддерживает: {{list}}.',
  losses: {
    outlines: 'многоугольники',
    holes: 'отверстия',
    parts: 'несколько частей',
    masks: 'маски с точностью до пикселя',
    crowds: 'признак скопления (crowd)',
    attributes: 'атрибуты',
    scores: 'оценки',
    groups: 'группы'
  }
}
