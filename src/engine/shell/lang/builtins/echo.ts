import { echo as program } from '../../applets/echo.ts';
import { tool } from './tool.ts';

export const echo = tool('echo', program);
