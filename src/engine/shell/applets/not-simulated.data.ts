/** What busybox 1.35 has with its default configuration and this simulation has not: calling one says so, with status 127. */
export const APPLETS_NOT_SIMULATED: readonly string[] =
  'acpid add-shell adjtimex arp arping ascii base32 bc beep blkdiscard blkid blockdev bootchartd brctl bunzip2 bzcat bzip2 cal chat chattr chpasswd chpst chroot chrt chvt conspy cpio crc32 crond crontab cryptpw cttyhack dc deallocvt depmod devmem dhcprelay dmesg dnsd dnsdomainname dos2unix dpkg dpkg-deb dumpkmap dumpleases ed eject envdir envuidgid ether-wake fakeidentd fallocate fatattr fbset fbsplash fdflush fdformat fdisk fgconsole findfs flock freeramdisk fsck fsck.minix fsfreeze fstrim fsync ftpd ftpget ftpput fuser getopt getty halt hdparm hexedit hostid httpd hush hwclock i2cdetect i2cdump i2cget i2cset i2ctransfer ifconfig ifdown ifenslave ifplugd ifup inetd init insmod ionice iostat ip ipaddr ipcalc ipcrm ipcs iplink ipneigh iproute iprule iptunnel kbd_mode killall5 klogd last linux32 linux64 linuxrc loadfont loadkmap logger login logread losetup lpd lpq lpr lsattr lsmod lsof lspci lsscsi lsusb lzcat lzma lzop makedevs makemime man mdev mesg microcom mim mkdosfs mke2fs mkfs.ext2 mkfs.minix mkfs.vfat mkpasswd mkswap modinfo modprobe mount mountpoint mpstat mt nameif nanddump nandwrite nbd-client nc netstat nmeter nologin nsenter nslookup ntpd openvt partprobe passwd patch ping6 pipe_progress pivot_root pkill pmap popmaildir poweroff powertop pscan pstree pwdx raidautorun rdate rdev readahead readprofile reboot reformime remove-shell renice reset resize resume rmmod route rpm rpm2cpio rtcwake run-init run-parts runlevel runsv runsvdir rx script scriptreplay sendmail setarch setconsole setfattr setfont setkeycodes setlogcons setpriv setserial setuidgid sha3sum showkey shred shuf slattach smemcap softlimit split ssl_client start-stop-daemon stty sulogin sum sv svc svlogd svok swapoff swapon switch_root sysctl syslogd taskset tcpsvd telnet telnetd tftp tftpd top traceroute traceroute6 ts ttysize tunctl ubiattach ubidetach ubimkvol ubirename ubirmvol ubirsvol ubiupdatevol udhcpc udhcpc6 udhcpd udpsvd uevent umount unexpand unix2dos unlzma unshare unxz unzip users usleep uudecode uuencode vconfig vlock volname w wall watch watchdog who whois xz xzcat zcip'.split(
    ' ',
  );

const WIDTH = 79;
const FIRST_COLUMN = 6;

/** What `busybox` alone says below its banner (libbb/appletlib.c busybox_main). */
export function describeBusybox(names: readonly string[]): string {
  let list = '';
  let column = 0;
  for (const name of names) {
    const size = name.length + 2;
    if (column >= WIDTH - size) {
      list += ',\n';
      column = 0;
    }
    list += column === 0 ? '\t' : ', ';
    column = (column === 0 ? FIRST_COLUMN : column) + size;
    list += name;
  }
  return `${COPYRIGHT}\n${SUMMARY}\nCurrently defined functions:\n${list}\n`;
}

const COPYRIGHT =
  'BusyBox is copyrighted by many authors between 1998-2015.\nLicensed under GPLv2. See source distribution for detailed\ncopyright notices.\n';
const SUMMARY =
  'Usage: busybox [function [arguments]...]\n   or: busybox --list\n   or: function [arguments]...\n\n' +
  '\tBusyBox is a multi-call binary that combines many common Unix\n\tutilities into a single executable.  Most people will create a\n' +
  '\tlink to busybox for each function they wish to use and BusyBox\n\twill act like whatever it was invoked as.\n';
