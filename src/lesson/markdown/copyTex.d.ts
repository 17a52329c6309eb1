/** KaTeX's own addition, which has no types: a formula that is copied is its TeX. It works by being loaded. */
declare module 'katex/contrib/copy-tex'
