import { CircleAlert } from 'lucide-react'

/** What is wrong, under what it is wrong with: a word and a sign, never colour alone. */
export function FieldError({ id, message }: { id?: string; message: string | null | undefined }) {
  if (!message) return null
  return (
    <p id={id} role="alert" className="flex items-start gap-1.5 text-ui text-danger">
      <CircleAlert size={16} className="mt-0.5" aria-hidden="true" />
      {message}
    </p>
  )
}
