/** What an export left out or changed, by the note's code. */
export const notes = {
  'empty-shapes_one': '{{count, number}} object has no extent and was left out.',
  'empty-shapes_other': '{{count, number}} objects have no extent and were left out.',
  'misfit-masks_one': '{{count, number}} mask does not fit its image and was left out.',
  'misfit-masks_other': '{{count, number}} masks do not fit their images and were left out.',
  'unknown-class_one': '{{count, number}} object of a class that does not exist was left out.',
  'unknown-class_other': '{{count, number}} objects of classes that do not exist were left out.',
  crowds_one: '{{count, number}} crowd region was left out: YOLO labels cannot mark them.',
  crowds_other: '{{count, number}} crowd regions were left out: YOLO labels cannot mark them.',
  attributes_one:
    '{{count, number}} object was written without its attributes: YOLO labels cannot carry them.',
  attributes_other:
    '{{count, number}} objects were written without their attributes: YOLO labels cannot carry them.',
  'only-boxes_one':
    '{{count, number}} outline was written as a box, which is all that YOLO detection carries.',
  'only-boxes_other':
    '{{count, number}} outlines were written as boxes, which is all that YOLO detection carries.',
  'only-oriented-boxes_one':
    '{{count, number}} outline was written as a turned box, which is all that YOLO OBB carries.',
  'only-oriented-boxes_other':
    '{{count, number}} outlines were written as turned boxes, which is all that YOLO OBB carries.',
  'box-outlines_one': '{{count, number}} box was written with a rectangle for its outline.',
  'box-outlines_other': '{{count, number}} boxes were written with rectangles for their outlines.',
  'outlines-as-pixels_one':
    '{{count, number}} outline was written pixel by pixel: this format’s outlines have no holes or parts.',
  'outlines-as-pixels_other':
    '{{count, number}} outlines were written pixel by pixel: this format’s outlines have no holes or parts.',
  'crowd-marks_one': '{{count, number}} crowd region was written as an ordinary object.',
  'crowd-marks_other': '{{count, number}} crowd regions were written as ordinary objects.',
  'unsaid-fields_one':
    '{{count, number}} object was written without attributes, score, source or group: the format cannot carry them.',
  'unsaid-fields_other':
    '{{count, number}} objects were written without attributes, score, source or group: the format cannot carry them.',
  'boxes-instead_one': '{{count, number}} shape was written as a box, which is all that the format carries.',
  'boxes-instead_other':
    '{{count, number}} shapes were written as boxes, which is all that the format carries.',
  'box-fractions_one': '{{count, number}} box has fractions of pixels, which some trainers do not read.',
  'box-fractions_other': '{{count, number}} boxes have fractions of pixels, which some trainers do not read.',
  covered_one: '{{count, number}} object was left out: others on top cover it wholly.',
  covered_other: '{{count, number}} objects were left out: others on top cover them wholly.',
  'partly-covered_one': '{{count, number}} object was written without the part that others on top cover.',
  'partly-covered_other':
    '{{count, number}} objects were written without the parts that others on top cover.',
  'instances-joined_one':
    '{{count, number}} object was joined with others of its class: the format does not tell them apart.',
  'instances-joined_other':
    '{{count, number}} objects were joined with others of their class: the format does not tell them apart.',
  'no-number-left_one': '{{count, number}} object was left out: the mask has no number left for it.',
  'no-number-left_other': '{{count, number}} objects were left out: the mask has no numbers left for them.',
  'summary-only': 'The table is a summary: outlines and masks are not in it, and it is not read back in.',
  'same-box_one': '{{count, number}} object has the class and box of another; Ultralytics keeps one of them.',
  'same-box_other':
    '{{count, number}} objects have the class and box of others; Ultralytics keeps one of each.',
  'renamed-images_one': '{{count, number}} image was renamed, so that file names do not collide.',
  'renamed-images_other': '{{count, number}} images were renamed, so that file names do not collide.',
  'no-train-images': 'No image fell to training, so data.yaml uses other images for it.',
  'no-val-images': 'No image fell to validation, so data.yaml uses other images for it.',
  'put-images':
    'The images were not copied. Copy them into the folder “images”, under the names in images.txt.',
  'image-root': 'The images were not copied. Set the trainer’s image folder to the project’s folder.',
  unmeasured_one:
    '{{count, number}} object was left out: its image cannot be read and its size is not known.',
  unmeasured_other:
    '{{count, number}} objects were left out: their images cannot be read and their sizes are not known.',
  'more-missing_one': '{{count, number}} more image is missing or cannot be read.',
  'more-missing_other': '{{count, number}} more images are missing or cannot be read.'
} as const
