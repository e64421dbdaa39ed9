import * as z from 'zod/mini'

const id = (prefix: string) => z.string().check(z.regex(new RegExp(`^${prefix}_[0-9a-z]{26}$`)))

export const GenerationId = id('gen').brand('GenerationId')
export type GenerationId = z.infer<typeof GenerationId>

export const AttemptId = id('att').brand('AttemptId')
export type AttemptId = z.infer<typeof AttemptId>

export const ImageId = id('img').brand('ImageId')
export type ImageId = z.infer<typeof ImageId>

export const MemberId = id('mem').brand('MemberId')
export type MemberId = z.infer<typeof MemberId>

export const TeamId = id('team').brand('TeamId')
export type TeamId = z.infer<typeof TeamId>
