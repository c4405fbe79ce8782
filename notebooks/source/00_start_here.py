# %% [markdown]
# # Start here
#
# Welcome! In this course you build neural networks, watch them learn, see them fail, and find out
# why. Everything runs on your own computer. You need some Python and school mathematics, but no
# account and no internet connection.
#
# Each lesson comes as a pair. First you read and run the **lesson**, which is about one idea. Then
# you answer the questions of its **exercise** yourself.
#
# ## [Begin lesson 0: The whole game](lessons/lesson_00_whole_game.ipynb)
#
# | Lesson | Time | Then |
# |---|---|---|
# | **Start** | | |
# | [0. The whole game](lessons/lesson_00_whole_game.ipynb) | 30 minutes | [Exercise 0](exercises/00_whole_game.ipynb) |
# | **The heart** | | |
# | [1. A single neuron](lessons/lesson_01_single_neuron.ipynb) | 45 minutes | [Exercise 1](exercises/01_single_neuron.ipynb) |
# | [2. Deep neural networks](lessons/lesson_02_deep_networks.ipynb) | 55 minutes | [Exercise 2](exercises/02_deep_networks.ipynb) |
# | [3. Stochastic gradient descent](lessons/lesson_03_stochastic_gradient_descent.ipynb) | 70 minutes | [Exercise 3](exercises/03_stochastic_gradient_descent.ipynb) |
# | [4. Overfitting and underfitting](lessons/lesson_04_overfitting_and_underfitting.ipynb) | 55 minutes | [Exercise 4](exercises/04_overfitting_and_underfitting.ipynb) |
# | [5. Dropout and batch normalization](lessons/lesson_05_dropout_and_batch_normalization.ipynb) | 75 minutes | [Exercise 5](exercises/05_dropout_and_batch_normalization.ipynb) |
# | [6. Binary classification](lessons/lesson_06_binary_classification.ipynb) | 85 minutes | [Exercise 6](exercises/06_binary_classification.ipynb) |
# | **Under the hood** | | |
# | [7. Forward and backward propagation](lessons/lesson_07_forward_and_backward_propagation.ipynb) | 60 minutes | [Exercise 7](exercises/07_forward_and_backward_propagation.ipynb) |
# | [8. Activation functions](lessons/lesson_08_activation_functions.ipynb) | 60 minutes | [Exercise 8](exercises/08_activation_functions.ipynb) |
# | [9. Losses and several classes](lessons/lesson_09_losses_and_several_classes.ipynb) | 60 minutes | [Exercise 9](exercises/09_losses_and_several_classes.ipynb) |
# | [10. Optimizers](lessons/lesson_10_optimizers.ipynb) | 60 minutes | [Exercise 10](exercises/10_optimizers.ipynb) |
# | **Data and judgement** | | |
# | [11. Honest splits](lessons/lesson_11_honest_splits.ipynb) | 70 minutes | [Exercise 11](exercises/11_honest_splits.ipynb) |
# | [12. Preparing data](lessons/lesson_12_preparing_data.ipynb) | 80 minutes | [Exercise 12](exercises/12_preparing_data.ipynb) |
# | [13. Tuning and regularization](lessons/lesson_13_tuning_and_regularization.ipynb) | 70 minutes | [Exercise 13](exercises/13_tuning_and_regularization.ipynb) |
# | **Beyond tables** | | |
# | [14. Convolutional networks](lessons/lesson_14_convolutional_networks.ipynb) | 65 minutes | [Exercise 14](exercises/14_convolutional_networks.ipynb) |
# | [15. Recurrent networks](lessons/lesson_15_recurrent_networks.ipynb) | 65 minutes | [Exercise 15](exercises/15_recurrent_networks.ipynb) |
# | [16. Attention and language models](lessons/lesson_16_attention_and_language_models.ipynb) | 65 minutes | [Exercise 16](exercises/16_attention_and_language_models.ipynb) |
# | **Your own** | | |
# | [17. A whole project](lessons/lesson_17_whole_project.ipynb) | 70 minutes | [Exercise 17](exercises/17_whole_project.ipynb) |
# | [18. When training goes wrong](lessons/lesson_18_when_training_goes_wrong.ipynb) | 80 minutes | [Exercise 18](exercises/18_when_training_goes_wrong.ipynb) |
#
# ## How to work
#
# 1. Open a lesson, run its cells one by one, and read what they show. You can change any number and
#    run the cell again, because nothing can break.
# 2. Open its exercise. Replace each `...` with your answer and run the cell.
# 3. Run `check`. It says what it expected, what it found in your answer, and what to try next.
#    You may check as often as you like.
# 4. If you are stuck, delete the `#` in front of `hint` and run the cell. In the same way,
#    `solution` shows an answer that works.
#
# ## Keys worth knowing
#
# | Key | What it does |
# |---|---|
# | Shift + Enter | run this cell and go to the next |
# | Enter | write in the selected cell |
# | Esc | leave the cell, so that keys act on the notebook |
# | Up, Down | after Esc: go to another cell |
# | A, B | after Esc: add a cell above, below |
# | Ctrl + S (Mac: Command + S) | save |
#
# If a notebook behaves oddly, choose *Kernel*, then *Restart Kernel and Run All Cells*.
#
# ## A word you have forgotten
#
# Each lesson explains its new words at its end. `glossary` finds all of them:

# %%
from course_utils import glossary, practice, show_progress

glossary("weight")

# %% [markdown]
# ## Where you are
#
# The next cell shows what you have done, and what comes next. Select it and press
# Shift + Enter; run it again whenever you come back. Your record stays on this computer.

# %%
show_progress()

# %% [markdown]
# ## Practise, so that it stays
#
# What you never practise, you forget. So each time you run the next cell, it asks up to five
# questions about lessons that you have begun, with new numbers, and first those that you are about
# to forget. What you answer correctly comes back after days, then weeks, then months. What you miss
# comes back after ten minutes. In a terminal, `.venv/bin/course practice` does the same.

# %%
practice()
