/// <reference types="astro/client" />

// biome-ignore lint/style/noNamespace: the way Astro has pages type what they hand down
declare namespace App {
  interface Locals {
    lesson?: import('./site/lesson-context.ts').LessonContext;
  }
}
