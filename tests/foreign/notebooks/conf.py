project = "Notes that compute"
author = "A lab"
extensions = ["myst_nb", "sphinx_copybutton", "sphinx_evidence"]
nb_execution_mode = "off"
myst_enable_extensions = ["dollarmath"]
