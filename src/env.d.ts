/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    lesson?: import('./site/lesson-context.ts').LessonContext;
  }
}
