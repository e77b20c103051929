/** Switch the language of the whole page. */
function switchLanguage() {
  const root = document.documentElement;
  root.dataset.language = root.dataset.language === 'zh' ? 'en' : 'zh';
  root.lang = root.dataset.language === 'zh' ? 'zh-Hans' : 'en';
}

document.getElementById('language').addEventListener('click', switchLanguage);
