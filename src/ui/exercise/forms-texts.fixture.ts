/** Words for `forms.fixture.ts`, in both languages, some of them long. */
import type { Locale } from '../../i18n/locales.ts';
import type { ExerciseTexts } from './exercise-texts.ts';

const LONG = {
  'pt-BR':
    'Um texto comprido de propósito, com `docker build --no-cache --pull --tag registro.exemplo.com.br:5000/equipe/projeto/aplicativo:2026.11.27 .` no meio, para ver onde quebra.',
  en: 'A text that is long on purpose, with `docker build --no-cache --pull --tag registro.exemplo.com.br:5000/equipe/projeto/aplicativo:2026.11.27 .` in it, to see where it breaks.',
} as const;

/** A sentence for each id that an exercise of the lab has. */
export function formTexts(id: string, locale: Locale): ExerciseTexts {
  const say = (ptBR: string, en: string): string => (locale === 'pt-BR' ? ptBR : en);
  return {
    title: say(`Formulário ${id}`, `Form ${id}`),
    brief: LONG[locale],
    ask: say('Sua resposta', 'Your answer'),
    goals: {
      built: say('A imagem foi construída.', 'The image was built.'),
      'two-layers': say('Ela tem duas camadas.', 'It has two layers.'),
      small: say('Ela tem no máximo 6 MB.', 'It has at most 6 MB.'),
      here: say('`alpine:3.13` está na máquina.', '`alpine:3.13` is on the machine.'),
      shown: say('A versão foi mostrada.', 'The version was shown.'),
      gone: say('`caixa` foi removido.', '`caixa` was removed.'),
      'no-failure': say('Nenhum comando falhou.', 'No command failed.'),
      server: say('`/app/server.js` está na imagem.', '`/app/server.js` is in the image.'),
      same: say('`loja:1.0` e `loja:producao` são a mesma imagem.', '`loja:1.0` and `loja:producao` are the same image.'),
      alpine: say('Há uma imagem `alpine`.', 'There is an image `alpine`.'),
      python: say('Há uma imagem `python`.', 'There is an image `python`.'),
      disk: say('O disco tem no máximo 46 MB.', 'The disk has at most 46 MB.'),
    },
    nearMisses: {
      'carried-all': say('A imagem levou `base.db` junto.', 'The image took `base.db` along.'),
      'base-layer': say('A camada 1 é a base.', 'Layer 1 is the base.'),
    },
    deadEnds: { failed: say('Um comando falhou e não dá para desfazer.', 'A command failed, and that cannot be undone.') },
    items: {
      shared: say('A camada já estava aqui.', 'The layer was already here.'),
      layer: say('A camada de `COPY . .` levou o segredo.', 'The layer of `COPY . .` took the secret along.'),
    },
    fields: {
      layer: say('Camada mais alta com `/app/.env` (1 é a base)', 'Highest layer with `/app/.env` (1 is the base)'),
      size: say('Tamanho da imagem', 'Size of the image'),
      seen: say('O contêiner vê o arquivo?', 'Does a container see the file?'),
      base: say('Instrução da camada de baixo', 'Instruction of the lowest layer'),
    },
    options: { 'seen.yes': say('sim', 'yes'), 'seen.no': say('não', 'no') },
    hints: [LONG[locale], say('A família de comandos.', 'The family of commands.'), say('Quase a linha.', 'Nearly the line.')],
    passed: say('Foi isso: a camada nunca saiu do disco.', 'That was it: the layer never left the disk.'),
  };
}
