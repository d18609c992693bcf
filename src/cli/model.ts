import type { Command } from 'commander'
import type { PromptableModel } from '../main/inference/engine/model/modelFiles'
import { verifyModel } from '../main/inference/engine/model/verify'
import { openModel } from '../main/inference/engine/promptable/openModel'
import { defaultModelDir } from './paths'

/** Adds `--model`. */
export function addModelOption(command: Command): Command {
  return command.option(
    '--model <folder|encoder[,decoder]>',
    'a model’s folder, or its ONNX files: SAM, MobileSAM, EdgeSAM, EfficientSAM, SAM 2 (default: MobileSAM)'
  )
}

/**
 * The model that `--model` names, or the one that comes with the program.
 * @throws EngineError model-*
 */
export function openModelOption(words: string | undefined): Promise<PromptableModel> {
  return words === undefined ? verifyModel(defaultModelDir()) : openModel(words)
}
