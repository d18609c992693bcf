import type { Translation } from '../translation'

/** The dataset formats: their names, how they are written, and what they have no place for. */
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
    coco: 'Один файл JSON с рамками, контурами и площадями; объекты с дырами — маски RLE.',
    yolo: 'Текстовый файл на каждое изображение: класс и рамка; и файл data.yaml.',
    'yolo-seg':
      'Текстовый файл на каждое изображение: класс и контур; и файл data.yaml. Дыры и части соединяются разрезами.',
    'yolo-obb': 'Текстовый файл на каждое изображение: класс и повёрнутая рамка; и файл data.yaml.',
    labelme: 'Файл JSON на каждое изображение с контурами; объекты с дырами — маленькие картинки масок.',
    voc: 'Файл XML на каждое изображение с классами и рамками.',
    masks: 'Картинки PNG, где каждый пиксель говорит о своём классе или объекте.',
    cvat: 'Один файл XML с рамками, контурами и масками.',
    'label-studio': 'Один файл JSON с задачами: рамки, контуры и маски кистью.',
    csv: 'Строка на каждый объект: класс, рамка и площадь. Обратно не импортируется.'
  },
  losesNothing: 'Вмещает всё, что есть у объекта.',
  loses: 'Не вмещает: {{list}}.',
  losses: {
    outlines: 'контуры',
    holes: 'дыры',
    parts: 'несколько частей',
    masks: 'маски до пикселя',
    crowds: 'отметки скоплений',
    attributes: 'атрибуты',
    scores: 'оценки',
    groups: 'группы'
  }
}
