"""Templates that members share: rotas, plans and letters that others can use and change."""
