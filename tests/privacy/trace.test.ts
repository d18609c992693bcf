import { expect, it } from 'vitest'
import { parseTrace } from '../../e2e/privacy/trace'

const whats = (...lines: string[]): string[] => {
  return parseTrace(lines.join('\n'), '/start').map(({ kind, what }) => `${kind} ${what}`)
}

it('a trace shows where a process connects to, also where that failed', () => {
  expect(
    whats(
      '7  socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = 25<socket:[1]>',
      '7  connect(25<socket:[1]>, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("10.0.0.53")}, 16) = 0',
      '7  connect(20<socket:[2]>, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28) = -1 ENETUNREACH (Network is unreachable)',
      '7  sendto(26<socket:[3]>, ""..., 20, 0, {sa_family=AF_INET, sin_port=htons(3478), sin_addr=inet_addr("192.0.2.1")}, 16) = 20',
      '7  sendto(27<socket:[4]>, ""..., 20, MSG_NOSIGNAL, NULL, 0) = 20',
      '7  connect(28<socket:[5]>, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X1"}, 20) = 0'
    )
  ).toEqual([
    'network socket AF_INET SOCK_DGRAM',
    'network connect 10.0.0.53:53',
    'network connect [2001:db8::1]:443',
    'network sendto 192.0.2.1:3478',
    'network connect unix:@/tmp/.X11-unix/X1'
  ])
})

it('a trace shows the files that are made or written, and not those that are read', () => {
  expect(
    whats(
      '7  openat(AT_FDCWD</work>, "photos/a.jpg", O_RDONLY|O_CLOEXEC) = 3</work/photos/a.jpg>',
      '7  openat(AT_FDCWD</work>, "a.txt", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3</work/a.txt>',
      '7  openat(AT_FDCWD</work>, "/etc/x", O_WRONLY|O_CREAT, 0666) = -1 EACCES (Permission denied)',
      '7  mkdir("out", 0777) = 0',
      '7  rename("/a/draft", "/b/final") = 0'
    )
  ).toEqual(['write /work/a.txt', 'write /start/out', 'write /b/final'])
})

it('calls of several threads that strace shows in parts are put together', () => {
  expect(
    whats(
      '7  openat(AT_FDCWD</work>, "one", O_RDWR|O_CREAT, 0600 <unfinished ...>',
      '8  openat(AT_FDCWD</work>, "two", O_RDWR|O_CREAT, 0600 <unfinished ...>',
      '7  <... openat resumed>) = 3</work/one>',
      '8  <... openat resumed>) = -1 EEXIST (File exists)',
      '9  mkdir("/three", 0700 <unfinished ...>'
    )
  ).toEqual(['write /work/one', 'write /three'])
})
