/** Every fault by its name. */
import { accountFaults } from './account-faults.ts'
import { answerFaults } from './answer-faults.ts'
import type { FaultMaker } from './fault.ts'
import { pictureFaults } from './picture-faults.ts'
import { refusalFaults } from './refusal-faults.ts'
import { wireFaults } from './wire-faults.ts'

const makers = { ...refusalFaults, ...wireFaults, ...answerFaults, ...pictureFaults, ...accountFaults }

export type FaultName = keyof typeof makers

export const faultTable: Readonly<Record<FaultName, FaultMaker>> = makers

export const faultNames = Object.keys(makers) as [FaultName, ...FaultName[]]
