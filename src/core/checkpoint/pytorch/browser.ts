/** The PyTorch project's templates in the page's build, as text inside it. */
import data from './data.py?raw'
import model from './model.py?raw'
import type { Templates } from './project.ts'
import readme from './README.template.md?raw'
import requirements from './requirements.txt?raw'
import train from './train.py?raw'

export const templates: Templates = {
  'model.py': model,
  'data.py': data,
  'train.py': train,
  'requirements.txt': requirements,
  'README.template.md': readme,
}
