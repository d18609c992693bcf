import { expect, it } from 'vitest'
import { FakeMain } from '../../state/testing/fakeMain'
import { appears, renderWindow } from '../testing/renderWindow'

it('names the device in the language of the window', async () => {
  const main = new FakeMain([])
  main.settings = { ...main.settings, language: 'ru' }
  main.engine = { ...main.engine, modelName: 'MobileSAM', device: 'cpu' }
  await renderWindow(main)
  main.emit('menu.command', 'help.about')
  const dialog = await appears('about-dialog')
  expect(dialog.textContent).toContain('Модель: MobileSAM, устройство: ЦП')
})
