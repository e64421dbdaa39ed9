/** The lamp of a darkroom: the only light that does no harm to the pictures. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path d="M12 2v3" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
      <path d="M3.5 14a8.5 8.5 0 0 1 17 0z" fill="currentColor" />
      <path d="M7 16h10a5 5 0 0 1-10 0z" className="fill-lamp" />
    </svg>
  )
}
