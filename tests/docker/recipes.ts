/** Dockerfiles made of what has gone wrong somewhere before: whiteouts, opaque folders, links, odd modes and names. Both sides build them. */

export interface Recipe {
  readonly name: string;
  readonly dockerfile: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly flags?: string;
  /** commands to run in it; an empty one is the image's own */
  readonly runs: readonly (readonly string[])[];
}

export const STAT = 'stat -c "%A %u:%g %h %s %Y %n"';
export const LIST = ['sh', '-c', `find /srv | sort | while read -r f; do [ -d "$f" ] || ${STAT} "$f"; done; id; pwd; env | sort`];

export const RECIPES: readonly Recipe[] = [
  {
    name: 'every instruction',
    dockerfile: `ARG BASE=alpine:3.13
FROM $BASE
LABEL made="by camadas" empty="" "with blank"='a "quoted" one'
ARG WHO=world
ENV GREETING="olá, \${WHO}" PATH=/srv/bin:$PATH
WORKDIR /srv/app
RUN echo "$GREETING" > greeting && chmod 640 greeting
COPY app.sh /srv/bin/app
RUN chmod 755 /srv/bin/app
ONBUILD RUN echo never
VOLUME /data
EXPOSE 8080 53/udp
HEALTHCHECK --interval=5s --retries=2 CMD true
STOPSIGNAL SIGINT
USER 1000:1000
ENTRYPOINT ["app"]
CMD ["one", "two words"]
`,
    files: { 'app.sh': '#!/bin/sh\necho "$GREETING: $# arguments: $*"\nexit 3\n' },
    flags: '--build-arg WHO=mundo --label more=1',
    runs: [[], ['a', 'b c'], ['--', '-x']],
  },
  {
    name: 'removed, replaced and hidden files',
    dockerfile: `FROM layers-demo:latest
RUN rm /data/b.txt && rm -r /srv/old && mkdir /srv/old && echo fresh > /srv/old/fresh
RUN rm -r /home/app && ln -s /srv /home/app
RUN echo back > /data/b.txt && rm -r /srv/old && echo now a file > /srv/old
RUN mv /data /data2 && mkdir /data && echo > /data/new
`,
    runs: [['sh', '-c', 'find /data /data2 /srv /home | sort; cat /srv/old /data2/b.txt; ls -l /home'], LIST],
  },
  {
    name: 'hard links, symlinks, odd modes and names',
    dockerfile: `FROM alpine:3.13
RUN mkdir -p /srv/d && cd /srv/d && echo one > a && ln a b && mkdir deep && ln a deep/c && ln -s ../d/a s && ln -s nowhere dangling
RUN cd /srv/d && chmod 4755 a && echo two >> deep/c
RUN mkdir -m 1777 /srv/sticky && mkdir -m 2775 /srv/setgid && touch /srv/sticky/x && chmod 0 /srv/sticky/x
RUN chown 1234:4321 /srv/d/s && chown -h 7:8 /srv/d/dangling
RUN touch "/srv/a file with blanks" /srv/ação '/srv/quote"s' && mkdir -p /srv/${'long'.repeat(30)}/${'name'.repeat(30)} && touch /srv/${'long'.repeat(30)}/${'name'.repeat(30)}/${'file'.repeat(30)}
RUN cp -p /etc/passwd /srv/old
`,
    runs: [
      [
        'sh',
        '-c',
        `cd /srv/d; cat a b deep/c s; readlink s; readlink dangling; for f in a b deep/c s dangling; do ${STAT} $f; done`,
      ],
      LIST,
    ],
  },
  {
    name: 'stages, copies with owners, an archive unpacked',
    dockerfile: `FROM alpine:3.13 AS make
WORKDIR /out
RUN mkdir bin && printf '#!/bin/sh\\necho made\\n' > bin/made && chmod 755 bin/made && ln bin/made bin/same && ln -s made bin/link
FROM alpine:3.13 AS unused
RUN true
FROM alpine:3.13
COPY --from=make /out/bin /usr/local/bin/
COPY --chown=1000:1001 tree /srv/tree
COPY --from=make /out/bin/link /srv/link
ADD files.tar.gz /srv/unpacked/
COPY [ "with blank.txt", "/srv/" ]
CMD made && same && link
`,
    files: {
      'tree/a/b/c.txt': 'c\n',
      'tree/top.txt': 'top\n',
      'with blank.txt': 'blank\n',
      '.dockerignore': '*.tar\ntree/top.txt\n',
    },
    runs: [[], LIST, ['sh', '-c', 'find /srv | sort; cat /srv/link; ls -ln /usr/local/bin /srv/unpacked']],
  },
  {
    name: 'from scratch',
    dockerfile: `FROM alpine:3.13 AS base
FROM scratch
COPY --from=base /bin/busybox /bin/busybox
COPY --from=base /lib /lib
COPY hello.txt /
ENTRYPOINT ["/bin/busybox"]
CMD ["cat", "/hello.txt"]
`,
    files: { 'hello.txt': 'from nothing\n' },
    runs: [[], ['echo', 'x'], ['ls', '-l', '/bin'], ['sh', '-c', 'exit 7']],
  },
];

export const BUILDERS = [
  { builder: 'classic', env: { DOCKER_BUILDKIT: '0' } },
  { builder: 'BuildKit', env: { DOCKER_BUILDKIT: '1' } },
];

/** Shell: puts the archive that one of them adds into `build/`. */
export const PACK_FILES =
  'mkdir pack && cd pack && echo packed > p.txt && ln -s p.txt l && tar -czf ../build/files.tar.gz p.txt l && cd ..';
