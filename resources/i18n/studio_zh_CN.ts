<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Acts</name>
    <message>
        <source>New recipe</source>
        <translation>新建配方</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>打开配方</translation>
    </message>
    <message>
        <source>Recipes (*.toml)</source>
        <translation>配方 (*.toml)</translation>
    </message>
    <message>
        <source>Opening {path}</source>
        <translation>正在打开 {path}</translation>
    </message>
    <message>
        <source>Save the recipe</source>
        <translation>保存配方</translation>
    </message>
    <message>
        <source>Saving {path}</source>
        <translation>正在保存 {path}</translation>
    </message>
    <message>
        <source>Saved {path}</source>
        <translation>已保存 {path}</translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation>打开工作区</translation>
    </message>
    <message>
        <source>Opening the workspace</source>
        <translation>打开工作区</translation>
    </message>
    <message>
        <source>Discard a run</source>
        <translation>丢弃运行</translation>
    </message>
    <message>
        <source>Discard {name}?</source>
        <translation>丢弃 {name}？</translation>
    </message>
    <message>
        <source>It stays in the trash until Cloze Studio is started again.</source>
        <translation>它会留在回收站里，直到下次启动 Cloze Studio。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Taking a run back</source>
        <translation>取回运行</translation>
    </message>
    <message>
        <source>Discarding a run</source>
        <translation>丢弃运行</translation>
    </message>
    <message>
        <source>About Cloze Studio</source>
        <translation>关于 Cloze Studio</translation>
    </message>
    <message>
        <source>Cloze Studio {version}</source>
        <translation>Cloze Studio {version}</translation>
    </message>
    <message>
        <source>Choose, watch and understand pre-training objectives for small language models, on your own machine. Nothing leaves it.

Python {python}. Apache-2.0.</source>
        <translation>在自己的电脑上为小型语言模型选择、观察和理解预训练目标。任何内容都不会离开这台电脑。

Python {python}，Apache-2.0 许可。</translation>
    </message>
</context>
<context>
    <name>AttentionPanel</name>
    <message>
        <source>Attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See every head on the Look page (Ctrl+5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first look comes after a few steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When this was looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head {number}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AutoEditor</name>
    <message>
        <source>Automatic</source>
        <translation type="unfinished">自动</translation>
    </message>
</context>
<context>
    <name>BlockDiagram</name>
    <message>
        <source>Part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters each</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BudgetRow</name>
    <message>
        <source>Minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Budget counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training steps only, over all resumes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates of the weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens seen, repeats counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times the whole text is seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Often:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the budget</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BusyBar</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <source>Reading the text</source>
        <translation>正在读取文本</translation>
    </message>
    <message>
        <source>Training the tokenizer</source>
        <translation>正在训练分词器</translation>
    </message>
    <message>
        <source>Encoding the text</source>
        <translation>正在编码文本</translation>
    </message>
    <message>
        <source>Measuring this machine</source>
        <translation>正在测量本机</translation>
    </message>
    <message>
        <source>Building the model</source>
        <translation>正在构建模型</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
</context>
<context>
    <name>CandidateBars</name>
    <message>
        <source>Answers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CleaningCard</name>
    <message>
        <source>Cleaning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your files stay as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the form…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes out tags and comments and reads &amp;amp; as &amp;. Text stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes é as one character, however the file spells it, so that the same word is always the same tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes out characters nobody sees: zero-width spaces, direction marks, bells.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One blank between words, none at the ends of lines, at most one blank line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents and long lines that come again word for word stay once: headers, licences and mirrored pages would be learned by heart.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>A run is training</source>
        <translation>有运行正在训练</translation>
    </message>
    <message>
        <source>{name} is still training.</source>
        <translation>{name} 仍在训练。</translation>
    </message>
    <message>
        <source>Stopped and saved, it can be resumed exactly where it was.</source>
        <translation>停止并保存之后，可以从原处精确地继续。</translation>
    </message>
    <message>
        <source>Keep training in the tray</source>
        <translation>在托盘中继续训练</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Show Cloze Studio</source>
        <translation>显示 Cloze Studio</translation>
    </message>
    <message>
        <source>Stop and save, then quit</source>
        <translation>停止并保存，然后退出</translation>
    </message>
    <message>
        <source>{name} is training</source>
        <translation>{name} 正在训练</translation>
    </message>
</context>
<context>
    <name>CostCard</name>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure on this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs a few real training steps of this model, some seconds, and throws them away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens/s, not measured yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work per token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Floating-point operations of one training step, forward and backward: about six per weight that a token meets, plus attention.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While training: weights, gradients, the optimizer&apos;s two averages, and the activations of one micro-batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation type="unfinished">检查点</translation>
    </message>
    <message>
        <source>On disk: the weights and what the optimizer needs to go on exactly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>parameters, exactly {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} MFLOP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>parameters: mend the marked fields first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens/s on this machine. {finish}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CurvePlot</name>
    <message>
        <source>step {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Saving what you typed</source>
        <translation>保存输入的内容</translation>
    </message>
    <message>
        <source>Loading the engine</source>
        <translation>正在加载引擎</translation>
    </message>
    <message>
        <source>Looking at this machine</source>
        <translation>正在检查本机</translation>
    </message>
    <message>
        <source>Reading the list of runs</source>
        <translation>正在读取运行列表</translation>
    </message>
    <message>
        <source>Opening the run {name}</source>
        <translation>正在打开运行 {name}</translation>
    </message>
    <message>
        <source>Starting the training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Reading the checkpoints</source>
        <translation>正在读取检查点</translation>
    </message>
</context>
<context>
    <name>EventsPanel</name>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a checkpoint with a double click or Enter to try it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped and saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished">失败</translation>
    </message>
    <message>
        <source>began: {parameters} parameters, {device}, {dtype}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checkpoint saved, {size} in {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{step}: {event}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportButton</name>
    <message>
        <source>Copy or save this picture or its numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FamilyCard</name>
    <message>
        <source>Recipe family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss of a step: each objective&apos;s sum over its targets, divided by their number, times its weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Family: {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FaultBox</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Undo own choice for {field}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to what preset and size say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is no whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is no number</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileEditor</name>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HeadGrid</name>
    <message>
        <source>Attention heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every attention head of every layer. Click one, or use the arrow keys.
Heads learn different things: the previous token, the separator, the mask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {layer}, head {head}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HealthCard</name>
    <message>
        <source>Health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents, words, scripts and what was left out are counted here as soon as there is text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Characters per document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that were left out, and why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between blanks; a Chinese character is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept after cleaning, in UTF-8, of what is read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scripts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the letters in each script.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encodings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the files turned out to be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents and lines that came again and were taken out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents below the minimum length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that could not be or are not read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the text</source>
        <translation type="unfinished">正在读取文本</translation>
    </message>
    <message>
        <source>documents: {train} to learn from, {held} held back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>documents {documents} · lines {lines}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{kept} of {read}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {all} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Han</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kana</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hangul</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cyrillic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Greek</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Devanagari</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>Attention map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each row is a token that looks, each column a token looked at; a row sums to 1.
softmax(QKᵀ/√d), Vaswani et al. 2017.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{token} looks at {other}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{token} looks most at {others}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LossPanel</name>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to zoom, double-click to see all, right-drag to move.
Triangles under the axis are checkpoints.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the zoom (double click, or 0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving the curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the horizontal axis counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic vertical axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothing of the training curves: an exponential moving average.
The measured values stay visible, faint. Validation is never smoothed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ObjectiveCard</name>
    <message>
        <source>What is minimised, in nats.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train with this objective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Poor for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of {objective}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much this loss counts in the sum of the losses.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Comparing is not yet in this version</source>
        <translation>此版本尚无比较</translation>
    </message>
    <message>
        <source>Here runs will stand side by side, and objectives will face one another at equal compute, with error bars. Until then choose a run at the top and look at its curves.</source>
        <translation>以后可在这里并排比较各次运行，并让各个目标在相同算力下对决，附误差线。在那之前，请在顶部选择一个运行，查看它的曲线。</translation>
    </message>
    <message>
        <source>Show the curves</source>
        <translation>显示曲线</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished">数据</translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished">模型</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the form…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shapes at the arrows, parameters at the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model as blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving the drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring this machine</source>
        <translation type="unfinished">正在测量本机</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation type="unfinished">目标</translation>
    </message>
    <message>
        <source>Loading the objectives…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch on {objective}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch off {objective}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change a weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was measured yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curves, attention and answers appear here with the first steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>‹ Back to the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished">训练</translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tuning is not yet in this version</source>
        <translation>此版本尚无微调</translation>
    </message>
    <message>
        <source>Here a trained run will be fine-tuned on a task of yours (classes, pairs, tags, questions) and measured against the majority floor. Until then a run can be looked into and tried.</source>
        <translation>以后可在这里用自己的任务（分类、句对、标注、问答）微调训练好的运行，并与多数类基线比较。在那之前，可以观察和试用运行。</translation>
    </message>
    <message>
        <source>Try a run</source>
        <translation>试用运行</translation>
    </message>
    <message>
        <source>Tune</source>
        <translation>微调</translation>
    </message>
</context>
<context>
    <name>PasteBox</name>
    <message>
        <source>Paste text here. A blank line begins a new section.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text to add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished">取消</translation>
    </message>
    <message>
        <source>{count} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping the pasted text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pickers</name>
    <message>
        <source>The folder with your runs, tokenizers and texts</source>
        <translation>存放运行、分词器和文本的文件夹</translation>
    </message>
    <message>
        <source>Another workspace can be opened when no run is training.</source>
        <translation>没有运行在训练时，才能打开其他工作区。</translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation>打开其他…</translation>
    </message>
    <message>
        <source>No run</source>
        <translation>无运行</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>尚无运行</translation>
    </message>
    <message>
        <source>ended without warning</source>
        <translation>意外结束</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>Newest checkpoint</source>
        <translation>最新检查点</translation>
    </message>
    <message>
        <source>No checkpoint yet</source>
        <translation>尚无检查点</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Computed by this run: {device}, {dtype}, {threads} threads</source>
        <translation>此运行的计算方式：{device}，{dtype}，{threads} 个线程</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Choose the device</source>
        <translation>选择设备</translation>
    </message>
</context>
<context>
    <name>PlanRows</name>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objective</source>
        <translation type="unfinished">目标</translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished">模型</translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not chosen yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size}: {depth} layers × {width}, {length} tokens a row</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlotLegend</name>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide this objective&apos;s curves</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PredictionsPanel</name>
    <message>
        <source>Pinned prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pinned sentence; choose a mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The five likeliest answers and their probability;
the small curve shows it over the run so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first look comes after a few steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>probability over time · step {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden from the model</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreparingCard</name>
    <message>
        <source>Preparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the next run on the same text starts at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train the tokenizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encode the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Build the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation type="unfinished">正在取消…</translation>
    </message>
</context>
<context>
    <name>PreviewCard</name>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No text yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a folder of text here, or begin with the sample that comes along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the English sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File to look at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cleaned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text as the file holds it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is taken out is struck through in red.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{encoding} · {count} characters taken out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PublishedResults</name>
    <message>
        <source>What the papers measured</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Places</source>
        <translation>各处</translation>
    </message>
</context>
<context>
    <name>RatesPanel</name>
    <message>
        <source>Course</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Course of the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient norm: the length of the gradient before clipping; sudden rises foretell
trouble (Pascanu et al. 2013).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving the curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy: {objective}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecipeFields</name>
    <message>
        <source>Details ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change {field}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>A run ended without warning</source>
        <translation>有运行意外结束</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>{name} ended without warning, at step {step} or later. It can go on from its newest checkpoint.</source>
        <translation>{name} 在第 {step} 步或之后意外结束。可以从最新的检查点继续。</translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message>
        <source>The run that trains</source>
        <translation>正在训练的运行</translation>
    </message>
    <message>
        <source>Show this run on the Train page</source>
        <translation>在训练页显示此运行</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>运行进度</translation>
    </message>
    <message>
        <source>Training loss, the sum over the objectives, in nats</source>
        <translation>训练损失（各目标加权之和，单位 nat）</translation>
    </message>
    <message>
        <source>Tokens read per second of training</source>
        <translation>训练时每秒读取的词元 (token) 数</translation>
    </message>
    <message>
        <source>Time of training left</source>
        <translation>剩余训练时间</translation>
    </message>
    <message>
        <source>Pause (Ctrl+P)</source>
        <translation>暂停 (Ctrl+P)</translation>
    </message>
    <message>
        <source>Stop and save (Ctrl+.)</source>
        <translation>停止并保存 (Ctrl+.)</translation>
    </message>
    <message>
        <source>not queued</source>
        <translation>无排队</translation>
    </message>
    <message>
        <source>Runs that wait. A queue is not yet in this version.</source>
        <translation>等待中的运行。此版本尚无队列。</translation>
    </message>
    <message>
        <source>Go on (Ctrl+P)</source>
        <translation>继续 (Ctrl+P)</translation>
    </message>
</context>
<context>
    <name>RunHead</name>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation type="unfinished">停止并保存</translation>
    </message>
    <message>
        <source>Save now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold after the present micro-batch (Ctrl+P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a checkpoint and end; it can go on later (Ctrl+.)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Possible once training has begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a checkpoint now (Ctrl+S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the pinned sentences now (Ctrl+L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on from its newest checkpoint (Ctrl+Shift+R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run has used up its budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another run is training; one trains at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put this run into the trash (Ctrl+Backspace)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a budget and start a new run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>preparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopping and saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended without warning; its checkpoints are safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped and saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished">失败</translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Scrubber</name>
    <message>
        <source>Recorded step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The steps at which the heads were recorded while the model was learning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One recorded step back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One recorded step on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play all recorded steps as a film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step} of {last}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SentenceEditor</name>
    <message>
        <source>Sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a sentence; [MASK] stands for a hidden word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+M hides the word at the cursor behind [MASK]; again shows it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words; press one to hide it or show it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press to hide this word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden: {word}. Press to show it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsCard</name>
    <message>
        <source>How it is trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the engine…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer and schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned sentences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Machine</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Next control</source>
        <translation>下一个控件</translation>
    </message>
    <message>
        <source>Move in a list, a picture or a row of tokens</source>
        <translation>在列表、图或词元行中移动</translation>
    </message>
    <message>
        <source>Choose, mask a word, press a button</source>
        <translation>选择、遮盖词、按下按钮</translation>
    </message>
    <message>
        <source>All menus</source>
        <translation>所有菜单</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>各处通用</translation>
    </message>
</context>
<context>
    <name>SightCard</name>
    <message>
        <source>What the model sees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same text with other places hidden, as in the next epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No text yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens come from your own text. Choose some on the Data page first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>She opened the door and looked out. The garden was quite empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type anything: the row follows as you type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the marks mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row in a later epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The exact row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One row as the trainer reads it: place by place, with its position and the segment it may attend to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other draws, as later epochs bring them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing the row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tokenizer yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row is made of tokens; the vocabulary is learned from your text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train tokenizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens: {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SizeCard</name>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rate and batch follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiny</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mini</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Custom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learns in minutes on two processor cores; right for a first look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some ten minutes on a laptop; clearly better on a few megabytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half an hour and more on a processor; tens of megabytes of text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wants a GPU, or a night; a hundred megabytes of text and more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The size of BERT itself: a GPU, days, and gigabytes of text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own layers, width and heads, under Details.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sketch</name>
    <message>
        <source>Moving sketch of the objective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>she opened the door slowly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A: The door was open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B: She went in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B: Tax rates rose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>follows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text goes in answers come out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceLine</name>
    <message>
        <source>Remove {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it off the list; the file itself stays.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourcesCard</name>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen files and folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop files, a folder or text here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English: short texts written for Cloze Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>中文: short texts written for Cloze Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python&apos;s own documentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetching the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder of text</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StartCard</name>
    <message>
        <source>Start a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: the preset with the next free number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What will be trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run is training; one trains at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name holds letters, digits, spaces, points and hyphens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a run of this name already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine is being loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The choices are being checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend what is listed above first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train by these choices (Ctrl+R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Family of the preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiny</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mini</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend {place}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Studio</name>
    <message>
        <source>Saving what you typed</source>
        <translation>保存输入的内容</translation>
    </message>
</context>
<context>
    <name>Tiles</name>
    <message>
        <source>Validation loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-entropy per hidden token on text held back, in nats; below unigram entropy
the model knows more than how often tokens occur.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of right answers on text held back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens read per second, over the last two seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remaining</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of training left by the budget.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use by this program, or on the GPU where one trains.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of this program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{difference} below unigram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{difference} above unigram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{difference} below chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{difference} above chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chance {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tokens} tokens seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{steps} steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ends {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TokenStrip</name>
    <message>
        <source>special token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>masked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replaced by a random token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept, but asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>padding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>swapped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>generated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>token {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TokenizerCard</name>
    <message>
        <source>Tokenizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the form…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sentence of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train tokenizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your sentence in tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine is still loading.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose some text first: the vocabulary is learned from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend the marked fields first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open tokenizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learns the vocabulary from your text now. Training does so by itself when it has not happened before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recipe has changed: these pieces are of the one before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train the tokenizer to see your sentence in its pieces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training the tokenizer</source>
        <translation type="unfinished">正在训练分词器</translation>
    </message>
    <message>
        <source>She opened the door and looked out at the garden.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cutting the sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in the vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vocabulary {real}, padded to {padded}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>characters a token: {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown: {share}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>All menus (F10)</source>
        <translation>所有菜单 (F10)</translation>
    </message>
    <message>
        <source>Cloze Studio</source>
        <translation>Cloze Studio</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>The folder with your runs, tokenizers and texts</source>
        <translation>存放运行、分词器和文本的文件夹</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>The run that Train, Look and Try show</source>
        <translation>训练、观察和试用页所显示的运行</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>The moment of the run that Look and Try show</source>
        <translation>观察和试用页所显示的时刻</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Where the next run computes.
Automatic takes a GPU where there is one.</source>
        <translation>下一次运行所用的计算设备。
自动：有 GPU 时使用 GPU。</translation>
    </message>
    <message>
        <source>Light or dark colours (Ctrl+T)</source>
        <translation>浅色或深色 (Ctrl+T)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Keyboard shortcuts (F1)</source>
        <translation>键盘快捷键 (F1)</translation>
    </message>
</context>
<context>
    <name>Watch</name>
    <message>
        <source>Reading the recorded answers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Cloze Studio</source>
        <translation>Cloze Studio</translation>
    </message>
</context>
<context>
    <name>budget</name>
    <message>
        <source>In {time} it sees {tokens} tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The budget of {tokens} tokens takes {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long an epoch takes is known once the text is in tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a budget on the Train page to see when it ends.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>前往(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;New recipe</source>
        <translation>新建配方(&amp;N)</translation>
    </message>
    <message>
        <source>Open &amp;recipe…</source>
        <translation>打开配方(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Save recipe as…</source>
        <translation>配方另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>Open &amp;workspace…</source>
        <translation>打开工作区(&amp;W)…</translation>
    </message>
    <message>
        <source>Show workspace &amp;folder</source>
        <translation>显示工作区文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>数据(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Objective</source>
        <translation>目标(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Look</source>
        <translation>观察(&amp;L)</translation>
    </message>
    <message>
        <source>Tr&amp;y</source>
        <translation>试用(&amp;Y)</translation>
    </message>
    <message>
        <source>T&amp;une</source>
        <translation>微调(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Start training</source>
        <translation>开始训练(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Pause or go on</source>
        <translation>暂停或继续(&amp;P)</translation>
    </message>
    <message>
        <source>S&amp;top and save</source>
        <translation>停止并保存(&amp;T)</translation>
    </message>
    <message>
        <source>Save a &amp;checkpoint now</source>
        <translation>立即保存检查点(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Look at the heads now</source>
        <translation>立即观察注意力头(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Resume the run shown</source>
        <translation>继续所示的运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Discard the run shown…</source>
        <translation>丢弃所示的运行(&amp;D)…</translation>
    </message>
    <message>
        <source>Take the run discarded last &amp;back</source>
        <translation>取回上次丢弃的运行(&amp;B)</translation>
    </message>
    <message>
        <source>Light or dark &amp;colours</source>
        <translation>浅色或深色(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;English or Chinese</source>
        <translation>英文或中文(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>Show the &amp;log file</source>
        <translation>显示日志文件(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;About Cloze Studio</source>
        <translation>关于 Cloze Studio(&amp;A)</translation>
    </message>
</context>
<context>
    <name>curves</name>
    <message>
        <source>{objective}, training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{objective}, validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unigram entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chance, ln {number}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>families</name>
    <message>
        <source>BERT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words and the bond between passages are learned together. Leaving next sentence out cost BERT 0.5 points on MNLI and 3.5 on QNLI; RoBERTa found no loss without it. On your own text only a comparison can tell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RoBERTa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Masked words alone, with new masks every time a text comes round. Every row is full of running text, so more is learned per minute; pairs of passages are left to fine-tuning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch on at least one objective: without it nothing is asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A recipe of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No paper reports this combination. Train it beside BERT and RoBERTa at the same budget to see what it is worth on your text.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>faults</name>
    <message>
        <source>The text of {run} has changed since the run began.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Going on with other text would not be the same run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the old text back, or start a new run with this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a run “{name}” already in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name, or resume that run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no run “{name}” in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a run of that folder, or give its path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text is too short: {tokens} tokens do not fill one row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row takes {length} tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add text, or choose a shorter length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text has too few sections for next sentence: {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half of the pairs take their second part from a section far away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add files, or train on masked words alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sentence boundaries were found in the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next sentence needs passages of at least two sentences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add prose, or train on masked words alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no [MASK] in “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write [MASK] in the place of the word to be predicted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See whether it is still there and you may read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is no ordinary file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pipes, devices and sockets are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} grows more than {ratio} times when unpacked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text does not shrink that far; such files only fill a disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpack it yourself if it is what you want.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be unpacked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no text in {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files or folders with text: {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} file(s) were left out, the first because: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file or folder again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is hidden.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} leads to something that is read already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is of a kind that is not read from folders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read are: {kinds}, and these with .gz.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file itself if it holds text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} changed while it was being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was read and what is there now would not agree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again once nothing writes to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading it took more memory than is allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading it took too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reader broke off: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was given up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look into the file, or leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds no text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its first bytes are those of a picture, archive or such.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn it into text first, or leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is no CSV that can be read to its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See whether a quotation mark there is never closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has no text column “{field}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the text field to the column that holds the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no device “{device}” on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of: auto, {devices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no UTF-8 text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its content and its checksum differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no manifest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has {found} bytes instead of {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a {path} already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is in use by another Cloze Studio.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the other one, or wait until its work has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {path} is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use an older checkpoint, or put back a copy of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no space left on the disk for {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space and try again; what was saved is still there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be written or read: access is refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the folder writable, or choose another workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See whether its disk is connected and the folder still has its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} could not be written or read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it happens again, choose another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recipe {source} has {count} fault(s).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend the places listed and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{run} has no checkpoint to read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train it until the first checkpoint is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run was not trained on next sentence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run trained with the next-sentence objective.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run was not trained on masked words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run trained with the masked-words objective.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tokenizer has no [CLS] and [SEP] tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run whose tokenizer has them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no words to read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a sentence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text has {given} tokens; this model reads {length} at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tokenizer has no [MASK] token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run trained on masked words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name at least one file or folder of text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give a budget: minutes, steps, tokens or epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a row of {row} tokens does not fit a model with {length} positions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose at least one objective: {known}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at least one objective needs a weight above 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warm-up and decay together are longer than the whole budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{objective} needs the token {token}, and {file} has none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no preset “{name}”; there are {presets}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a table of keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown key; did you mean “{near}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown key; known here: {known}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no recipe {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name, or begin with three lines: see the README.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recipe {path} cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it a readable UTF-8 text file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write --set section.key=value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TOML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a whole number, not {given}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a number, not {given}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be true or false, not {given}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be text in quotes, not {given}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a path in quotes, not {given}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a list in brackets, not {given}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a finite number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be one of {expected}, not {given}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be greater than {gt}, not {given}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be at least {ge}, not {given}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be less than {lt}, not {given}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be at most {le}, not {given}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint of step {step} is no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the newest are kept while a run trains.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a newer one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no state of a training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It belongs to step {step}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its checksum is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no probe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no run at {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder with a recipe.toml in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no TOML.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its header is longer than the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its header is no safetensors header ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run {name} is at work and cannot be discarded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use letters, digits, - and _.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no run named {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one from the list of runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is shorter than it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds what is no token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is no tokenizer that can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a tokenizer.json or a vocab.txt with one token per line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no model in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no list of tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no token for unknown words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vocabulary could not be learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The process that learns it ended: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a smaller vocabulary, or less text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint does not fit this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names or shapes differ, the first at {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume with the recipe the run was started with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last checkpoint could not be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room on the disk and resume; the one before it is whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not even one row fits into the memory of the device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a smaller model, shorter rows or another device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} updates in a row were not finite.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most often the learning rate, {lr}, is too high.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again with a lower learning rate. The weights are unharmed and the last checkpoint is kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>notices</name>
    <message>
        <source>So many lines: repeated ones were looked for in the first part only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} damaged rows of {path} were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>merging</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss of {name} jumped to {loss}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A checkpoint could not be saved: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory was short: {rows} rows at once from now on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An update was not finite and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A probe failed: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>objectives</name>
    <message>
        <source>Masked words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some words of a text are hidden.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model names them from the words on both sides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To do so it must learn grammar, facts and meaning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss = −Σ log p(hidden token | the rest) / hidden tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Understanding: classes, tags, answers, similarity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing text; only the hidden tokens teach anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BERT-base: 84.4 on MNLI, 88.4 on QNLI.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model reads two passages, A and B.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In half of the pairs B follows A; else it is from elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From its first token the model tells which.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss = −log p(label | [CLS] A [SEP] B [SEP])</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judging pairs: questions, inference, topic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine meaning: topic alone gives most of it away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without it BERT falls: MNLI 84.4 → 83.9, QNLI 88.4 → 84.9.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>parts</name>
    <message>
        <source>{length} per row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers of tokens. B is how many rows are computed at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, learned positions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, sinusoidal positions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, token types</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A vector per token. The masked-word head reads it backwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after the last layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brings each vector to mean 0 and spread 1, then scales it (Ba et al. 2016).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{heads} heads × {each}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, rotary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>softmax(Q Kᵀ / √d) V in every head: each token gathers from the others of its text (Vaswani et al. 2017, eq. 1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each token by itself: widened, bent, narrowed again (same paper, eq. 2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feed-forward</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>places</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>观察</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>Tune</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Not yet in this version.</source>
        <translation>此版本尚无此功能。</translation>
    </message>
    <message>
        <source>Being checked.</source>
        <translation>正在检查。</translation>
    </message>
    <message>
        <source>Choose a text to begin with.</source>
        <translation>请先选择文本。</translation>
    </message>
    <message>
        <source>{count} to mend here: {places}</source>
        <translation>此处有 {count} 项需要改正：{places}</translation>
    </message>
    <message>
        <source>Ready.</source>
        <translation>已就绪。</translation>
    </message>
    <message>
        <source>A run is training.</source>
        <translation>有运行正在训练。</translation>
    </message>
    <message>
        <source>The last run failed.</source>
        <translation>上次运行失败。</translation>
    </message>
    <message>
        <source>The last run has ended.</source>
        <translation>上次运行已结束。</translation>
    </message>
    <message>
        <source>Nothing has been trained yet.</source>
        <translation>尚未训练。</translation>
    </message>
    <message>
        <source>There are heads to look at.</source>
        <translation>有注意力头可以观察。</translation>
    </message>
    <message>
        <source>Needs a run that has begun to train.</source>
        <translation>需要一个已开始训练的运行。</translation>
    </message>
    <message>
        <source>There is a checkpoint to try.</source>
        <translation>有检查点可以试用。</translation>
    </message>
    <message>
        <source>Needs a run with a saved checkpoint.</source>
        <translation>需要一个已保存检查点的运行。</translation>
    </message>
</context>
<context>
    <name>problems</name>
    <message>
        <source>There is not enough memory.</source>
        <translation>内存不足。</translation>
    </message>
    <message>
        <source>Choose a smaller model, fewer rows per step or shorter rows.</source>
        <translation>请选择更小的模型、更少的每步行数或更短的行。</translation>
    </message>
    <message>
        <source>Something went wrong inside Cloze Studio.</source>
        <translation>Cloze Studio 内部出错。</translation>
    </message>
    <message>
        <source>Try again; if it comes back, copy the details into a report.</source>
        <translation>请重试；如再次出现，请把详细信息复制到报告中。</translation>
    </message>
</context>
<context>
    <name>recipe</name>
    <message>
        <source>Files and folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text to learn from: .txt .md .jsonl .csv .html, plain or .gz. It is only read, never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column of a CSV or the key of a JSON line that holds the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This share of the documents is never trained on; it shows how well the model does on text it has not seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes out what is no language. Repeated documents, and repeated lines that are not short, stay once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remains of HTML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Characters in composed form (NFC)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Control and invisible characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Superfluous blanks and blank lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeated documents and lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortest document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents with fewer characters are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An encoder lets every token see all others of its text, left and right. That is what filling in hidden words needs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classic is BERT as published. Modern (norms first, rotary positions, gated units, no biases) learns faster from the same text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Modern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers × width. Twice the width is about four times the work per token; a bigger model needs more text and time before it wins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiny, 2 × 128</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mini, 4 × 256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small, 4 × 512</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medium, 8 × 512</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base, 12 × 768</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Custom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The most tokens the model reads at once. Attention compares all pairs, so its work per token grows with the length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many blocks of attention and feed-forward stand on one another. Each one lets a token gather from the tokens the one below has already mixed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers that describe each token inside the model. Weights grow with its square.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each head looks for its own kind of relation between tokens. They share the width evenly, so they must divide it; 64 numbers a head are usual.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feed-forward width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far each token is widened between the two maps of a block. Usually four times the width, or 8/3 of it for a gated unit, which has a third map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Norms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before each part (pre) the path from input to output stays clear and training is calm. After it (post), as in BERT, warm-up is essential.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before each part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After each part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bend between the two maps of the feed-forward part. GEGLU multiplies by a learned gate and learns a little better at equal size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Positions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the order of words is told. Rotary turns queries and keys by their place, so that attention sees distances; learned and sinusoidal add a vector per place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rotary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sinusoidal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Biases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds a learned constant to every map and norm, as BERT does. Without them little is lost and updates are simpler.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token types</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A learned vector that tells sentence A from sentence B, as in BERT. Without it the [SEP] token between them does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of numbers set to zero while training, against learning by heart. Short training on much text does better without.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the tokens the model must name. More gives more to learn from each row but leaves less to guess from; large models bear 0.40.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share hidden at the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If given, the share moves evenly from this to the one above over the budget. From 0.30 to 0.15 is a good try. Empty: it stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden in units of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Single tokens; whole words, so that no piece gives the rest away; or spans of one to ten words, geometric with p = 0.2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spans of words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dynamic: new places every epoch, so the same text asks new questions. Static: the same places every time, as in the first BERT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New every epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaced by [MASK]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the hidden tokens, the share shown as [MASK]. Not all, because no [MASK] ever stands in the text the model is used on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaced at random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the hidden tokens, the share shown as some other token. What is left over stays as it was: the model cannot know which tokens to trust.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much this objective counts in the sum of the losses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train this long. Counts training steps only, over all resumes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train for this many updates of the weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train until this many tokens were seen, repeats counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train until the whole text was seen this many times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows per step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many rows of text each update of the weights sees. More rows give a smoother gradient but fewer updates per minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens per training row. Empty: the model&apos;s own length. Shorter rows train faster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule that turns gradients into steps. AdamW (Loshchilov &amp; Hutter 2019) is the safe choice; Muon (Jordan 2024) orthogonalises the update of each matrix.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The highest step size. Small models bear large rates; too high and the loss jumps or rests at unigram entropy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the learning rate moves over the budget. Warm-up, a long level stretch and a decay at the end (Hu et al. 2024) let one extend a run later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up, stable, decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Constant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the budget over which the learning rate rises from zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the budget, at its end, over which the rate falls to zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pulls matrices towards zero; norms, biases and embeddings are spared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>β₁</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How slowly the mean of the gradients forgets (Adam, Kingma 2014).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>β₂</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How slowly the mean of their squares forgets (Adam, Kingma 2014).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ε</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps Adam&apos;s division from blowing up on tiny gradients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For SGD and Muon: how much of the last step is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradients longer than this are shortened to it. Empty: never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same seed, same recipe, same machine: the same run, bit for bit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most this much work is lost if the machine dies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many of the newest checkpoints stay on disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validate every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between two measurements on the text held back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many held-back rows are measured, always the same ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probe every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds between two looks at the heads; the later of the two counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between two looks at the heads; the later of the two counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned sentences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watched during the whole run: their attention maps and the words predicted for [MASK] are kept at every probe. Empty: taken from the text held back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Room for probes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the pictures fill this much disk, older ones are thinned out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished">设备</translation>
    </message>
    <message>
        <source>auto, cpu, cuda or cuda:0. auto takes a GPU where there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bf16 halves the memory traffic and is often twice as fast; weights stay in fp32.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same formula, computed by torch&apos;s fused kernel (sdpa) or written out (explicit); short rows in bf16 run faster written out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor cores the arithmetic may use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Micro-batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows computed at once; the gradients of several add up to one step. The result does not change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>torch.compile: pays on a GPU and long runs; needs a C++ compiler.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How words are cut into pieces that come back often.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WordPiece (BERT)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Byte-level BPE (RoBERTa, GPT-2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many different tokens. Small text wants few; 8,192 suits 30 MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ignore case and accents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“The” and “the” become the same token (WordPiece only).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tokenizer.json or vocab.txt; nothing is learned then.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>row_chips</name>
    <message>
        <source>asked at position {position}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was “{token}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>run</name>
    <message>
        <source>{speed} tok/s</source>
        <translation>{speed} 词元/秒</translation>
    </message>
    <message>
        <source>No run is training.</source>
        <translation>没有运行在训练。</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Stopped and saved</source>
        <translation>已停止并保存</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Stopped before the first step</source>
        <translation>在第一步之前停止</translation>
    </message>
    <message>
        <source>Paused while preparing</source>
        <translation>准备中暂停</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Stopping and saving</source>
        <translation>正在停止并保存</translation>
    </message>
    <message>
        <source>Pausing after this micro-batch</source>
        <translation>本微批 (micro-batch) 之后暂停</translation>
    </message>
    <message>
        <source>Loading the engine</source>
        <translation>正在加载引擎</translation>
    </message>
    <message>
        <source>Reading the text</source>
        <translation>正在读取文本</translation>
    </message>
    <message>
        <source>Training the tokenizer</source>
        <translation>正在训练分词器</translation>
    </message>
    <message>
        <source>Encoding the text</source>
        <translation>正在编码文本</translation>
    </message>
    <message>
        <source>Measuring this machine</source>
        <translation>正在测量本机</translation>
    </message>
    <message>
        <source>Building the model</source>
        <translation>正在构建模型</translation>
    </message>
    <message>
        <source>step {step} · {share}</source>
        <translation>第 {step} 步 · {share}</translation>
    </message>
    <message>
        <source>step {step} / {total} · {share}</source>
        <translation>第 {step} / {total} 步 · {share}</translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation>损失 {loss}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
</context>
</TS>
