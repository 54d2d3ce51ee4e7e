document.documentElement.dataset.river = "1";
