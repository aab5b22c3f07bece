/** Users and groups, and who one is. Loaded together; `applet-table.ts` says when. */

import { addgroup, adduser, delgroup, deluser } from '../accounts.ts';
import type { AppletGroup } from '../applet.ts';
import { groups, logname } from '../identity.ts';
import { su } from '../wrappers.ts';

export const APPLETS: AppletGroup = { addgroup, adduser, delgroup, deluser, groups, logname, su };
