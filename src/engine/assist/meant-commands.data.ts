/**
 * What somebody calls a command who does not know its name yet: words of other programs and of everyday Portuguese. Whoever wrote `docker
 * baixar` knew what to do and only not how it is called; no word here tells more than its translation.
 */
const MEANT: Readonly<Record<string, string>> = {
  pull: 'download install get fetch baixar baixe instalar buscar',
  rm: 'delete remove del destroy apagar apague remover remova excluir deletar',
  rmi: 'delete remove apagar apague remover remova excluir deletar',
  ps: 'list ls containers listar conteineres contêineres',
  ls: 'list listar',
  images: 'list ls listar imagem imagens',
  run: 'execute executar rodar rode',
  create: 'new make criar crie',
  start: 'begin iniciar inicie começar ligar religar',
  stop: 'end halt shutdown parar pare desligar',
  restart: 'reboot reiniciar reinicie',
  build: 'compile construir construa compilar montar',
  tag: 'label etiquetar etiqueta',
  history: 'historico histórico',
  exec: 'enter shell ssh entrar',
  cp: 'copy copiar copie',
  save: 'salvar guardar',
  load: 'carregar',
  prune: 'clean cleanup limpar',
  rename: 'mv renomear',
};

/** Names of commands, those that are likelier first. */
export function meantCommands(word: string): readonly string[] {
  const low = word.toLowerCase();
  return Object.entries(MEANT).flatMap(([name, words]) => (words.split(' ').includes(low) ? [name] : []));
}
