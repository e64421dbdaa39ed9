import type { Config } from 'tailwindcss'

// The design tokens live in app/globals.css under @theme; this file holds only
// what CSS cannot say: which files are looked through for class names.
export default {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
} satisfies Config
