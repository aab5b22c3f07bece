/** From the instructor's page to the wall's window in the same browser: what is shown. No server hears of it. */
export const WALL_SCENES = ['auto', 'code', 'place', 'progress', 'machine'] as const;
export type WallScene = (typeof WALL_SCENES)[number];

function channelName(classId: string): string {
  return `camadas-wall-${classId}`;
}

export function tellWall(classId: string, scene: WallScene): void {
  const channel = new BroadcastChannel(channelName(classId));
  channel.postMessage(scene);
  channel.close();
}

/** @returns to stop listening */
export function hearWall(classId: string, onScene: (scene: WallScene) => void): () => void {
  const channel = new BroadcastChannel(channelName(classId));
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const scene = WALL_SCENES.find((one) => one === data);
    if (scene !== undefined) onScene(scene);
  };
  return () => channel.close();
}
