module.exports = {
  title: 'My Site',
  url: 'http://localhost',
  baseUrl: '/',
  onBrokenLinks: 'ignore',
  themes: ['@docusaurus/theme-live-codeblock'],
  presets: [['classic', { docs: { sidebarPath: undefined, routeBasePath: 'docs' }, blog: false, theme: { customCss: './src/css/custom.css' } }]],
  themeConfig: {
    navbar: { title: 'My Site', items: [{ to: '/docs/live', label: 'Live', position: 'left' }] },
    liveCodeBlock: { playgroundPosition: 'bottom' },
  },
};
