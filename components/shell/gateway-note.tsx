'use client'

import { useQuery } from '@tanstack/react-query'
import { FlaskConical, Unplug } from 'lucide-react'
import { buttonLook } from '#components/ui/button.tsx'
import { joinClasses } from '#components/ui/classes.ts'
import { Popover } from '#components/ui/popover.tsx'
import { gatewayQuery } from '#lib/client/gateway.ts'

/** Says when pictures are not the model's, and when no picture can be made now; quiet when all is as usual. */
export function GatewayNote({ isSandbox }: { isSandbox: boolean }) {
  const { data: gateway } = useQuery(gatewayQuery())
  return (
    <>
      {gateway?.reachable === false && (
        <p className="flex items-center gap-2 text-ui text-warn">
          <Unplug size={16} aria-hidden="true" />
          <span className="max-sm:sr-only">The gateway does not answer</span>
        </p>
      )}
      {isSandbox && <SandboxNote />}
    </>
  )
}

function SandboxNote() {
  return (
    <Popover
      label="Sandbox"
      side="end"
      className="w-88"
      trigger={(open) => (
        <button
          type="button"
          className={joinClasses(buttonLook('quiet', 'compact'), 'text-text-3')}
          {...open}
        >
          <FlaskConical size={16} aria-hidden="true" />
          <span className="max-sm:sr-only">
            Sandbox
            <span className="max-xl:hidden">: pictures are drawn locally, not by the model</span>
          </span>
        </button>
      )}
    >
      <h2 className="pb-1 text-body font-semibold">Sandbox</h2>
      <p className="text-ui text-text-2">
        Pictures are drawn locally, not by the model. Prices are what the model would cost; nothing is
        charged.
      </p>
      <p className="pt-4 pb-2 text-ui text-text-2">
        To use the real model, start the studio with a gateway key:
      </p>
      <pre className="overflow-x-auto rounded-control bg-bg px-3 py-2 font-mono text-caption text-text">
        LUMENFALL_API_KEY=lmnfl_… npm start
      </pre>
      <p className="pt-2 text-ui text-text-3">The key stays on the server.</p>
    </Popover>
  )
}
