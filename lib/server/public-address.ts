import 'server-only'
import { networkInterfaces } from 'node:os'
import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6
type Range = [Address, number]

const globalUnicast = ipaddr.parseCIDR('2000::/3')

// What the library files under public and still leads inside or nowhere: a cloud's own service address, protocol
// assignments, documentation, and 6to4, which carries an IPv4 address in its own.
const notPublic: Range[] = ['168.63.129.16/32', '2001::/23', '2002::/16', '3fff::/20'].map((range) =>
  ipaddr.parseCIDR(range),
)

/** Whether an address is one of the open internet, and not one of this machine. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  // An IPv4 address in IPv6 clothes is judged by what is under them.
  const address = ipaddr.process(withoutZone(text))
  if (address.range() !== 'unicast') return false
  if (isIPv6(address) && (!isWithin(address, globalUnicast) || isIsatap(address))) return false
  if (notPublic.some((range) => isWithin(address, range))) return false
  return !isOwn(address)
}

function isWithin(address: Address, [base, bits]: Range): boolean {
  return base.kind() === address.kind() && address.match(base, bits)
}

function isIPv6(address: Address): address is ipaddr.IPv6 {
  return address.kind() === 'ipv6'
}

// …:0:5efe:a.b.c.d and …:200:5efe:a.b.c.d carry an IPv4 address behind any prefix.
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return parts[5] === 0x5efe && (parts[4] === 0 || parts[4] === 0x200)
}

function isOwn(address: Address): boolean {
  return Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .some((entry) => ipaddr.process(withoutZone(entry.address)).toString() === address.toString())
}

function withoutZone(text: string): string {
  return text.replace(/%.*$/, '')
}
