import { networkInterfaces } from 'node:os'
import { expect, test } from 'vitest'
import { isPublicAddress } from './public-address.ts'

test.each([
  '93.184.216.34',
  '1.1.1.1',
  '172.15.255.255',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '192.169.0.1',
  '2606:4700::6810:84e5',
  '2a00:1450:4001:81b::200e',
  '::ffff:93.184.216.34',
])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test.each([
  ['this network', '0.0.0.0'],
  ['this network', '0.1.2.3'],
  ['this machine', '127.0.0.1'],
  ['this machine', '127.255.255.254'],
  ['a private network', '10.0.0.1'],
  ['a private network', '172.16.0.1'],
  ['a private network', '172.31.255.255'],
  ['a private network', '192.168.0.1'],
  ['the metadata of a cloud', '169.254.169.254'],
  ['the metadata of a container', '169.254.170.2'],
  ['the metadata of another cloud', '100.100.100.200'],
  ['the metadata of another cloud', '192.0.0.192'],
  ['the metadata of another cloud', '168.63.129.16'],
  ['a carrier’s own network', '100.64.0.1'],
  ['a benchmark', '198.18.0.1'],
  ['documentation', '192.0.2.1'],
  ['documentation', '198.51.100.1'],
  ['documentation', '203.0.113.1'],
  ['many', '224.0.0.1'],
  ['nobody yet', '240.0.0.1'],
  ['everybody', '255.255.255.255'],
  ['a relay', '192.88.99.1'],
  ['nothing', '::'],
  ['this machine', '::1'],
  ['this machine in IPv6 clothes', '::ffff:127.0.0.1'],
  ['this machine in IPv6 clothes', '::ffff:7f00:1'],
  ['metadata in IPv6 clothes', '::ffff:a9fe:a9fe'],
  ['a private network in old IPv6 clothes', '::10.0.0.1'],
  ['metadata behind a translator', '64:ff9b::a9fe:a9fe'],
  ['a private network behind a local translator', '64:ff9b:1::a00:1'],
  ['metadata behind 6to4', '2002:a9fe:a9fe::'],
  ['a private network behind Teredo', '2001:0:a00:1:0:0:f5ff:fffe'],
  ['a private network behind ISATAP', 'fe80::5efe:a00:1'],
  ['a private network behind ISATAP with a public prefix', '2a00:1450:4001:81b:0:5efe:a00:1'],
  ['the same with the bit for unique addresses', '2a00:1450:4001:81b:200:5efe:a00:1'],
  ['the link', 'fe80::1'],
  ['the link, by name', 'fe80::1%eth0'],
  ['a site', 'fec0::1'],
  ['a private network', 'fc00::1'],
  ['the metadata of a cloud', 'fd00:ec2::254'],
  ['many', 'ff02::1'],
  ['documentation', '2001:db8::1'],
  ['documentation', '3fff::1'],
  ['segments', '5f00::1'],
  ['discarding', '100::1'],
  ['no address', 'localhost'],
  ['no address', ''],
  ['no address', '127.0.0.1:80'],
])('%s is not public: %s', (_, address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test('no address of this machine is public, whatever network it is from', () => {
  const own = Object.values(networkInterfaces()).flatMap((entries) => entries ?? [])

  expect(own.map(({ address }) => address).filter(isPublicAddress)).toEqual([])
})
