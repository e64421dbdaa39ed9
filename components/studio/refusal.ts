import { AppError } from '#lib/shared/errors.ts'

export type RefusedField = 'prompt' | 'model' | 'size' | 'count' | 'seed'

/** Why a press was refused, and which field is to be changed; null when no single field is to blame. */
export type Refusal = { field: RefusedField | null; message: string }

const fieldOfPath: Record<string, RefusedField> = {
  prompt: 'prompt',
  model: 'model',
  n: 'count',
  seed: 'seed',
  size: 'size',
  aspectRatio: 'size',
  resolution: 'size',
}

export function toRefusal(error: unknown): Refusal {
  if (!(error instanceof AppError)) {
    return { field: null, message: 'This did not work. Your prompt and settings are kept.' }
  }
  if (error.code === 'unreachable') {
    return {
      field: null,
      message: 'The studio did not answer. If the press arrived, its images will appear here.',
    }
  }
  const refused = error.details.fields?.[0]
  const field = refused && fieldOfPath[refused.path.split('.')[0] ?? '']
  return refused && field ? { field, message: refused.message } : { field: null, message: error.message }
}
