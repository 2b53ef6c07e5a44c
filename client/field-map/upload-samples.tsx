// Joins the dialog that uploads sample records with one input of a field map.
import { SampleUpload } from '../pages/sample-upload.tsx'
import { useMapTools } from './tools.tsx'

export function UploadSamples({ input, close }: { readonly input: string; readonly close: () => void }) {
  const context = useMapTools().context()
  const source = context?.inputs.find((side) => side.input.id === input)?.input.source
  const schema = context?.project.schemas.find(({ id }) => id === source?.schema)
  return schema === undefined || source === undefined ? null : <SampleUpload schema={schema} address={source.object} onClose={close} />
}
