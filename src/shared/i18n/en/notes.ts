/** What an export skipped or changed, by the note's code. */
export const notes = {
  'empty-shapes_one': '{{count, number}} empty object was skipped.',
  'empty-shapes_other': '{{count, number}} empty objects were skipped.',
  'misfit-masks_one': '{{count, number}} mask was skipped: its size does not match the image.',
  'misfit-masks_other': '{{count, number}} masks were skipped: their sizes do not match the images.',
  'unknown-class_one': '{{count, number}} object was skipped: its class is undefined.',
  'unknown-class_other': '{{count, number}} objects were skipped: their classes are undefined.',
  crowds_one: '{{count, number}} crowd region was skipped: YOLO does not support them.',
  crowds_other: '{{count, number}} crowd regions were skipped: YOLO does not support them.',
  attributes_one: '{{count, number}} object was written without attributes: YOLO does not support them.',
  attributes_other: '{{count, number}} objects were written without attributes: YOLO does not support them.',
  'only-boxes_one': '{{count, number}} shape was written as a box: YOLO detection supports boxes only.',
  'only-boxes_other': '{{count, number}} shapes were written as boxes: YOLO detection supports boxes only.',
  'only-oriented-boxes_one':
    '{{count, number}} shape was written as an oriented box: YOLO OBB supports oriented boxes only.',
  'only-oriented-boxes_other':
    '{{count, number}} shapes were written as oriented boxes: YOLO OBB supports oriented boxes only.',
  'box-outlines_one': '{{count, number}} box was written as a rectangular polygon.',
  'box-outlines_other': '{{count, number}} boxes were written as rectangular polygons.',
  'outlines-as-pixels_one':
    '{{count, number}} shape was written as a mask: polygons in this format cannot have holes or multiple parts.',
  'outlines-as-pixels_other':
    '{{count, number}} shapes were written as masks: polygons in this format cannot have holes or multiple parts.',
  'crowd-marks_one': '{{count, number}} crowd region was written as a regular object.',
  'crowd-marks_other': '{{count, number}} crowd regions were written as regular objects.',
  'unsaid-fields_one':
    '{{count, number}} object was written without attributes, score, source or group: the format does not support them.',
  'unsaid-fields_other':
    '{{count, number}} objects were written without attributes, score, source or group: the format does not support them.',
  'boxes-instead_one': '{{count, number}} shape was written as a box: the format supports boxes only.',
  'boxes-instead_other': '{{count, number}} shapes were written as boxes: the format supports boxes only.',
  'box-fractions_one': '{{count, number}} box has fractional pixel coordinates, which some trainers reject.',
  'box-fractions_other':
    '{{count, number}} boxes have fractional pixel coordinates, which some trainers reject.',
  covered_one: '{{count, number}} object was skipped: it is completely covered by objects above it.',
  covered_other: '{{count, number}} objects were skipped: they are completely covered by objects above them.',
  'partly-covered_one': '{{count, number}} object was written without the area covered by objects above it.',
  'partly-covered_other':
    '{{count, number}} objects were written without the areas covered by objects above them.',
  'instances-joined_one':
    '{{count, number}} object was merged with others of its class: the format does not separate instances.',
  'instances-joined_other':
    '{{count, number}} objects were merged with others of their class: the format does not separate instances.',
  'no-number-left_one': '{{count, number}} object was skipped: all pixel values of the mask are used.',
  'no-number-left_other': '{{count, number}} objects were skipped: all pixel values of the mask are used.',
  'summary-only': 'The table is a summary without polygons and masks. It cannot be imported.',
  'same-box_one':
    '{{count, number}} object has the same class and box as another; Ultralytics keeps one of them.',
  'same-box_other':
    '{{count, number}} objects have the same class and box as others; Ultralytics keeps one of each.',
  'renamed-images_one':
    '{{count, number}} image was renamed: its file name is not portable or would collide with another. See images.txt.',
  'renamed-images_other':
    '{{count, number}} images were renamed: their file names are not portable or would collide. See images.txt.',
  'no-train-images': 'The training set is empty. data.yaml uses images of another set for it.',
  'no-val-images': 'The validation set is empty. data.yaml uses images of another set for it.',
  'put-images': 'Images were not copied. Copy them to the folder “images”, using the names in images.txt.',
  'image-root': 'Images were not copied. Set the trainer’s image folder to the project folder.',
  unmeasured_one: '{{count, number}} object was skipped: its image is unreadable and its size is unknown.',
  unmeasured_other:
    '{{count, number}} objects were skipped: their images are unreadable and their sizes are unknown.',
  'more-missing_one': '{{count, number}} more image is missing or unreadable.',
  'more-missing_other': '{{count, number}} more images are missing or unreadable.'
} as const
