/**
 * The small busybox of the teaching images: 48 applets with hardly a feature (fixtures/make/busybox.config). Which options each takes was
 * asked of that binary, letter by letter; the texts are what its `--help` says behind the banner.
 */
export interface SmallApplet {
  /** letters that it takes; absent where it reads its words itself */
  readonly short?: string;
  /** letters that it takes and does nothing for */
  readonly idle?: string;
  /** long names that it takes; absent where `--` is no beginning of a name to it */
  readonly long?: readonly string[];
  readonly usage: string;
}

export const SMALL_APPLETS: ReadonlyMap<string, SmallApplet> = new Map<string, SmallApplet>([
  [
    'ash',
    {
      usage:
        "Usage: ash [-il] [-|+Cabefmnuvx] [-|+o OPT]... [-c 'SCRIPT' [ARG0 ARGS] | FILE ARGS | -s ARGS]\n\nUnix shell interpreter\n",
    },
  ],
  [
    'basename',
    {
      short: 'as',
      long: [],
      usage:
        'Usage: basename FILE [SUFFIX] | -a FILE... | -s SUFFIX FILE...\n\nStrip directory path and SUFFIX from FILE\n\n\t-a\t\tAll arguments are FILEs\n\t-s SUFFIX\tRemove SUFFIX (implies -a)\n',
    },
  ],
  ['cat', { short: 'u', long: [], usage: 'Usage: cat [FILE]...\n\nPrint FILEs to stdout\n\n' }],
  [
    'chmod',
    {
      usage:
        'Usage: chmod [-Rcvf] MODE[,MODE]... FILE...\n\nMODE is octal number (bit pattern sstrwxrwxrwx) or [ugoa]{+|-|=}[rwxXst]\n\n\t-R\tRecurse\n\t-c\tList changed files\n\t-v\tVerbose\n\t-f\tHide errors\n',
    },
  ],
  [
    'chown',
    {
      short: 'cfhvHLPR',
      long: [],
      usage:
        "Usage: chown [-RhLHPcvf]... USER[:[GRP]] FILE...\n\nChange the owner and/or group of FILEs to USER and/or GRP\n\n\t-h\tAffect symlinks instead of symlink targets\n\t-L\tTraverse all symlinks to directories\n\t-H\tTraverse symlinks on command line only\n\t-P\tDon't traverse symlinks (default)\n\t-R\tRecurse\n\t-c\tList changed files\n\t-v\tVerbose\n\t-f\tHide errors\n",
    },
  ],
  [
    'cp',
    {
      short: 'adfilnprstuvHLPRT',
      idle: 'v',
      long: [],
      usage:
        "Usage: cp [-arPLHpfinlsTu] SOURCE DEST\nor: cp [-arPLHpfinlsu] SOURCE... { -t DIRECTORY | DIRECTORY }\n\nCopy SOURCEs to DEST\n\n\t-a\tSame as -dpR\n\t-R,-r\tRecurse\n\t-d,-P\tPreserve symlinks (default if -R)\n\t-L\tFollow all symlinks\n\t-H\tFollow symlinks on command line\n\t-p\tPreserve file attributes if possible\n\t-f\tOverwrite\n\t-i\tPrompt before overwrite\n\t-n\tDon't overwrite\n\t-l,-s\tCreate (sym)links\n\t-T\tRefuse to copy if DEST is a directory\n\t-t DIR\tCopy all SOURCEs into DIR\n\t-u\tCopy only newer files\n",
    },
  ],
  [
    'cut',
    {
      short: 'bcdfnsDO',
      long: [],
      usage:
        "Usage: cut [OPTIONS] [FILE]...\n\nPrint selected fields from FILEs to stdout\n\n\t-b LIST\tOutput only bytes from LIST\n\t-c LIST\tOutput only characters from LIST\n\t-d SEP\tField delimiter for input (default -f TAB, -F run of whitespace)\n\t-O SEP\tField delimeter for output (default = -d for -f, one space for -F)\n\t-D\tDon't sort/collate sections or match -fF lines without delimeter\n\t-f LIST\tPrint only these fields (-d is single char)\n\t-s\tOutput only lines containing delimiter\n\t-n\tIgnored\n",
    },
  ],
  [
    'date',
    {
      short: 'drsuR',
      long: ['date', 'reference', 'set', 'utc'],
      usage:
        "Usage: date [OPTIONS] [+FMT] [[-s] TIME]\n\nDisplay time (using +FMT), or set time\n\n\t-u\t\tWork in UTC (don't convert to local time)\n\t[-s] TIME\tSet time to TIME\n\t-d TIME\t\tDisplay TIME, not 'now'\n\t-r FILE\t\tDisplay last modification time of FILE\n\t-R\t\tOutput RFC-2822 date\n\nRecognized TIME formats:\n\t@seconds_since_1970\n\thh:mm[:ss]\n\t[YYYY.]MM.DD-hh:mm[:ss]\n\tYYYY-MM-DD hh:mm[:ss]\n\t[[[[[YY]YY]MM]DD]hh]mm[.ss]\n",
    },
  ],
  [
    'dd',
    {
      usage:
        'Usage: dd [if=FILE] [of=FILE] [bs=N] [count=N] [skip=N] [seek=N]\n\nCopy a file with converting and formatting\n\n\tif=FILE\t\tRead from FILE instead of stdin\n\tof=FILE\t\tWrite to FILE instead of stdout\n\tbs=N\t\tRead and write N bytes at a time\n\tcount=N\t\tCopy only N input blocks\n\tskip=N\t\tSkip N input blocks\n\tseek=N\t\tSkip N output blocks\n\nN may be suffixed by c (1), w (2), b (512), kB (1000), k (1024), MB, M, GB, G\n',
    },
  ],
  [
    'df',
    {
      short: 'ktPT',
      long: [],
      usage:
        'Usage: df [-PkT] [-t TYPE] [FILESYSTEM]...\n\nPrint filesystem usage statistics\n\n\t-P\tPOSIX output format\n\t-k\t1024-byte blocks (default)\n\t-T\tPrint filesystem type\n\t-t TYPE\tPrint only mounts of this type\n',
    },
  ],
  ['dirname', { usage: 'Usage: dirname FILENAME\n\nStrip non-directory suffix from FILENAME\n' }],
  [
    'du',
    {
      short: 'abcdklsxHL',
      long: [],
      usage:
        'Usage: du [-aHLdclsxk] [FILE]...\n\nSummarize disk space used for FILEs (or directories)\n\n\t-a\tShow file sizes too\n\t-b\tApparent size (including holes)\n\t-L\tFollow all symlinks\n\t-H\tFollow symlinks on command line\n\t-d N\tLimit output to directories (and files with -a) of depth < N\n\t-c\tShow grand total\n\t-l\tCount sizes many times if hard linked\n\t-s\tDisplay only a total for each argument\n\t-x\tSkip directories on different filesystems\n\t-k\tSizes in kilobytes\n\t\tDefault unit is 512 bytes\n',
    },
  ],
  [
    'env',
    {
      short: 'iu0',
      long: ['ignore', 'ignore-environment', 'null', 'unset'],
      usage:
        'Usage: env [-i0] [-u NAME]... [-] [NAME=VALUE]... [PROG ARGS]\n\nPrint current environment or run PROG after setting up environment\n\n\t-, -i\tStart with empty environment\n\t-0\tNUL terminated output\n\t-u NAME\tRemove variable from environment\n',
    },
  ],
  [
    'find',
    {
      usage:
        "Usage: find [-HL] [PATH]... [OPTIONS] [ACTIONS]\n\nSearch for files and perform actions on them.\nFirst failed action stops processing of current file.\nDefaults: PATH is current directory, action is '-print'\n\n\t-L,-follow\tFollow symlinks\n\t-H\t\t...on command line only\n\nActions:\n\tACT1 [-a] ACT2\tIf ACT1 fails, stop, else do ACT2\n\tACT1 -o ACT2\tIf ACT1 succeeds, stop, else do ACT2\n\t\t\tNote: -a has higher priority than -o\n\t-name PATTERN\tMatch file name (w/o directory name) to PATTERN\n\t-iname PATTERN\tCase insensitive -name\n\t-type X\t\tFile type is X (one of: f,d,l,b,c,s,p)\nIf none of the following actions is specified, -print is assumed\n\t-print\t\tPrint file name\n\t-print0\t\tPrint file name, NUL terminated\n",
    },
  ],
  [
    'grep',
    {
      short: 'acefhilmnoqrsvwxEFHILR',
      long: [],
      usage:
        "Usage: grep [-HhnlLoqvsrRiwFE] [-m N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...\n\nSearch for PATTERN in FILEs (or stdin)\n\n\t-H\tAdd 'filename:' prefix\n\t-h\tDo not add 'filename:' prefix\n\t-n\tAdd 'line_no:' prefix\n\t-l\tShow only names of files that match\n\t-L\tShow only names of files that don't match\n\t-c\tShow only count of matching lines\n\t-o\tShow only the matching part of line\n\t-q\tQuiet. Return 0 if PATTERN is found, 1 otherwise\n\t-v\tSelect non-matching lines\n\t-s\tSuppress open and read errors\n\t-r\tRecurse\n\t-R\tRecurse and dereference symlinks\n\t-i\tIgnore case\n\t-w\tMatch whole words only\n\t-x\tMatch whole lines only\n\t-F\tPATTERN is a literal (not regexp)\n\t-E\tPATTERN is an extended regexp\n\t-m N\tMatch up to N times per file\n\t-e PTRN\tPattern to match\n\t-f FILE\tRead pattern from file\n",
    },
  ],
  [
    'head',
    {
      short: 'n',
      usage:
        'Usage: head [OPTIONS] [FILE]...\n\nPrint first 10 lines of FILEs (or stdin).\nWith more than one FILE, precede each with a filename header.\n\n\t-n N[bkm]\tPrint first N lines\n\t\t\t(b:*512 k:*1024 m:*1024^2)\n',
    },
  ],
  [
    'hostname',
    {
      short: 'dfisvF',
      long: [],
      usage:
        "Usage: hostname [-sidf] [HOSTNAME | -F FILE]\n\nShow or set hostname or DNS domain name\n\n\t-s\tShort\n\t-i\tAddresses for the hostname\n\t-d\tDNS domain name\n\t-f\tFully qualified domain name\n\t-F FILE\tUse FILE's content as hostname\n",
    },
  ],
  [
    'id',
    {
      short: 'gnruG',
      long: [],
      usage:
        'Usage: id [-ugGnr] [USER]\n\nPrint information about USER or the current user\n\n\t-u\tUser ID\n\t-g\tGroup ID\n\t-G\tSupplementary group IDs\n\t-n\tPrint names instead of numbers\n\t-r\tPrint real ID instead of effective ID\n',
    },
  ],
  [
    'kill',
    {
      usage:
        'Usage: kill [-l] [-SIG] PID...\n\nSend a signal (default: TERM) to given PIDs\n\n\t-l\tList all signal names and numbers\n',
    },
  ],
  [
    'ln',
    {
      short: 'bfnsvST',
      long: [],
      usage:
        "Usage: ln [-sfnbtv] [-S SUF] TARGET... LINK|DIR\n\nCreate a link LINK or DIR/TARGET to the specified TARGET(s)\n\n\t-s\tMake symlinks instead of hardlinks\n\t-f\tRemove existing destinations\n\t-n\tDon't dereference symlinks - treat like normal file\n\t-b\tMake a backup of the target (if exists) before link operation\n\t-S SUF\tUse suffix instead of ~ when making backup files\n\t-T\tTreat LINK as a file, not DIR\n\t-v\tVerbose\n",
    },
  ],
  [
    'ls',
    {
      short: 'acdgiklnprstuvwxACFHLQRSTX1',
      long: ['full-time', 'group-directories-first'],
      usage:
        'Usage: ls [-1AaCxdLHRFplinsrSXvctu] [-w WIDTH] [FILE]...\n\nList directory contents\n\n\t-1\tOne column output\n\t-a\tInclude names starting with .\n\t-A\tLike -a, but exclude . and ..\n\t-x\tList by lines\n\t-d\tList directory names, not contents\n\t-L\tFollow symlinks\n\t-H\tFollow symlinks on command line\n\t-R\tRecurse\n\t-p\tAppend / to directory names\n\t-F\tAppend indicator (one of */=@|) to names\n\t-l\tLong format\n\t-i\tList inode numbers\n\t-n\tList numeric UIDs and GIDs instead of names\n\t-s\tList allocated blocks\n\t-lc\tList ctime\n\t-lu\tList atime\n\t--full-time\tList full date/time\n\t--group-directories-first\n\t-S\tSort by size\n\t-X\tSort by extension\n\t-v\tSort by version\n\t-t\tSort by mtime\n\t-tc\tSort by ctime\n\t-tu\tSort by atime\n\t-r\tReverse sort order\n\t-w N\tFormat N columns wide\n',
    },
  ],
  ['md5sum', { short: '', long: [], usage: 'Usage: md5sum [FILE]...\n\nPrint MD5 checksums\n' }],
  [
    'mkdir',
    {
      short: 'mpv',
      idle: 'v',
      long: ['mode', 'parents'],
      usage:
        'Usage: mkdir [-m MODE] [-p] DIRECTORY...\n\nCreate DIRECTORY\n\n\t-m MODE\tMode\n\t-p\tNo error if exists; make parent directories as needed\n',
    },
  ],
  [
    'mv',
    {
      short: 'fintvT',
      idle: 'v',
      long: ['force', 'interactive', 'no-clobber', 'no-target-directory', 'target-directory'],
      usage:
        "Usage: mv [-finT] SOURCE DEST\nor: mv [-fin] SOURCE... { -t DIRECTORY | DIRECTORY }\n\nRename SOURCE to DEST, or move SOURCEs to DIRECTORY\n\n\t-f\tDon't prompt before overwriting\n\t-i\tInteractive, prompt before overwrite\n\t-n\tDon't overwrite an existing file\n\t-T\tRefuse to move if DEST is a directory\n\t-t DIR\tMove all SOURCEs into DIR\n",
    },
  ],
  ['printf', { usage: 'Usage: printf FORMAT [ARG]...\n\nFormat and print ARG(s) according to FORMAT (a-la C printf)\n' }],
  [
    'ps',
    {
      short: 'adefloAZ',
      long: [],
      usage: 'Usage: ps [-o COL1,COL2=HEADER]\n\nShow list of processes\n\n\t-o COL1,COL2=HEADER\tSelect columns for display\n',
    },
  ],
  ['pwd', { usage: 'Usage: pwd\n\nPrint the full filename of the current working directory\n' }],
  ['readlink', { usage: 'Usage: readlink FILE\n\nDisplay the value of a symlink\n' }],
  [
    'rm',
    {
      short: 'firvR',
      idle: 'v',
      long: [],
      usage:
        'Usage: rm [-irf] FILE...\n\nRemove (unlink) FILEs\n\n\t-i\tAlways prompt before removing\n\t-f\tNever prompt\n\t-R,-r\tRecurse\n',
    },
  ],
  [
    'rmdir',
    {
      short: 'pv',
      idle: 'v',
      long: ['ignore-fail-on-non-empty', 'parents'],
      usage:
        'Usage: rmdir [-p] DIRECTORY...\n\nRemove DIRECTORY if it is empty\n\n\t-p\tInclude parents\n\t--ignore-fail-on-non-empty\n',
    },
  ],
  [
    'sed',
    {
      short: 'efinrE',
      long: ['expression', 'file', 'in-place', 'quiet', 'regexp', 'regexp-extended', 'silent', 'version'],
      usage:
        'Usage: sed [-i[SFX]] [-nrE] [-f FILE]... [-e CMD]... [FILE]...\nor: sed [-i[SFX]] [-nrE] CMD [FILE]...\n\n\t-e CMD\tAdd CMD to sed commands to be executed\n\t-f FILE\tAdd FILE contents to sed commands to be executed\n\t-i[SFX]\tEdit files in-place (otherwise write to stdout)\n\t\tOptionally back files up, appending SFX\n\t-n\tSuppress automatic printing of pattern space\n\t-r,-E\tUse extended regex syntax\n\nIf no -e or -f, the first non-option argument is the sed command string.\nRemaining arguments are input files (stdin if none).\n',
    },
  ],
  [
    'seq',
    {
      short: 'sw',
      long: [],
      usage:
        'Usage: seq [-w] [-s SEP] [FIRST [INC]] LAST\n\nPrint numbers from FIRST to LAST, in steps of INC.\nFIRST, INC default to 1.\n\n\t-w\tPad to last with leading zeros\n\t-s SEP\tString separator\n',
    },
  ],
  [
    'sh',
    {
      usage:
        "Usage: sh [-il] [-|+Cabefmnuvx] [-|+o OPT]... [-c 'SCRIPT' [ARG0 ARGS] | FILE ARGS | -s ARGS]\n\nUnix shell interpreter\n",
    },
  ],
  ['sha256sum', { short: '', long: [], usage: 'Usage: sha256sum [FILE]...\n\nPrint SHA256 checksums\n' }],
  [
    'sleep',
    {
      usage:
        'Usage: sleep [N]...\n\nPause for a time equal to the total of the args given, where each arg can\nhave an optional suffix of (s)econds, (m)inutes, (h)ours, or (d)ays\n',
    },
  ],
  [
    'sort',
    {
      short: 'bcdfgikmnorstuzMSTV',
      long: [],
      usage:
        "Usage: sort [-nru] [FILE]...\n\nSort lines of text\n\n\t-n\tSort numbers\n\t-r\tReverse sort order\n\t-s\tStable (don't sort ties alphabetically)\n\t-u\tSuppress duplicate lines\n\t-z\tNUL terminated input and output\n",
    },
  ],
  [
    'stat',
    {
      short: 'ctL',
      long: [],
      usage:
        'Usage: stat [-lt] [-c FMT] FILE...\n\nDisplay file status\n\n\t-c FMT\tUse the specified format\n\t-L\tFollow links\n\t-t\tTerse display\n\nFMT sequences:\n %a\tAccess rights in octal\n %A\tAccess rights in human readable form\n %b\tNumber of blocks allocated (see %B)\n %B\tSize in bytes of each block reported by %b\n %d\tDevice number in decimal\n %D\tDevice number in hex\n %f\tRaw mode in hex\n %F\tFile type\n %g\tGroup ID\n %G\tGroup name\n %h\tNumber of hard links\n %i\tInode number\n %n\tFile name\n %N\tFile name, with -> TARGET if symlink\n %o\tI/O block size\n %s\tTotal size in bytes\n %t\tMajor device type in hex\n %T\tMinor device type in hex\n %u\tUser ID\n %U\tUser name\n %x\tTime of last access\n %X\tTime of last access as seconds since Epoch\n %y\tTime of last modification\n %Y\tTime of last modification as seconds since Epoch\n %z\tTime of last change\n %Z\tTime of last change as seconds since Epoch\n\n',
    },
  ],
  [
    'tail',
    {
      short: 'cfn',
      long: [],
      usage:
        'Usage: tail [OPTIONS] [FILE]...\n\nPrint last 10 lines of FILEs (or stdin) to.\nWith more than one FILE, precede each with a filename header.\n\n\t-c [+]N[bkm]\tPrint last N bytes\n\t-n N[bkm]\tPrint last N lines\n\t-n +N[bkm]\tStart on Nth line and print the rest\n\t\t\t(b:*512 k:*1024 m:*1024^2)\n\t-f\t\tPrint data as file grows\n',
    },
  ],
  [
    'tee',
    {
      short: 'ai',
      long: [],
      usage:
        "Usage: tee [-ai] [FILE]...\n\nCopy stdin to each FILE, and also to stdout\n\n\t-a\tAppend to the given FILEs, don't overwrite\n\t-i\tIgnore interrupt signals (SIGINT)\n",
    },
  ],
  [
    'touch',
    {
      short: 'acfhm',
      long: ['no-create', 'no-dereference'],
      usage: "Usage: touch [-ch] FILE...\n\nUpdate mtime of FILEs\n\n\t-c\tDon't create files\n\t-h\tDon't follow links\n",
    },
  ],
  [
    'tr',
    {
      short: 'cdsC',
      long: [],
      usage:
        'Usage: tr [-cds] STRING1 [STRING2]\n\nTranslate, squeeze, or delete characters from stdin, writing to stdout\n\n\t-c\tTake complement of STRING1\n\t-d\tDelete input characters coded STRING1\n\t-s\tSqueeze multiple output characters of STRING2 into one character\n',
    },
  ],
  [
    'uname',
    {
      short: 'aimnoprsv',
      long: [
        'all',
        'hardware-platform',
        'kernel-name',
        'kernel-release',
        'kernel-version',
        'machine',
        'nodename',
        'operating-system',
        'processor',
      ],
      usage:
        'Usage: uname [-amnrspvio]\n\nPrint system information\n\n\t-a\tPrint all\n\t-m\tMachine (hardware) type\n\t-n\tHostname\n\t-r\tKernel release\n\t-s\tKernel name (default)\n\t-p\tProcessor type\n\t-v\tKernel version\n\t-i\tHardware platform\n\t-o\tOS name\n',
    },
  ],
  [
    'wc',
    {
      short: 'clmwL',
      long: [],
      usage:
        'Usage: wc [-clwL] [FILE]...\n\nCount lines, words, and bytes for FILEs (or stdin)\n\n\t-c\tCount bytes\n\t-l\tCount newlines\n\t-w\tCount words\n\t-L\tPrint longest line length\n',
    },
  ],
  [
    'whoami',
    {
      short: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
      usage: 'Usage: whoami\n\nPrint the user name associated with the current effective user id\n',
    },
  ],
  [
    'xargs',
    {
      short: 'enrstE',
      long: ['no-run-if-empty'],
      usage:
        "Usage: xargs [OPTIONS] [PROG ARGS]\n\nRun PROG on every item given by stdin\n\n\t-r\tDon't run command if input is empty\n\t-t\tPrint the command on stderr before execution\n\t-E STR,-e[STR]\tSTR stops input processing\n\t-n N\tPass no more than N args to PROG\n\t-s N\tPass command line of no more than N bytes\n",
    },
  ],
  ['yes', { usage: "Usage: yes [STRING]\n\nRepeatedly print a line with STRING, or 'y'\n" }],
]);
