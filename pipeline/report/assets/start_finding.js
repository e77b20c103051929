/** A page that carries its passages can be searched; one that is handed on alone cannot. */

if (finder) {
  startSearchBox();
  startRouter();
}
