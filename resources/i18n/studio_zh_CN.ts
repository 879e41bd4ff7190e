<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Acts</name>
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
        <source>Choose the folder of a model</source>
        <translation>选择模型文件夹</translation>
    </message>
    <message>
        <source>Capsules (*{ending})</source>
        <translation>胶囊文件 (*{ending})</translation>
    </message>
    <message>
        <source>Choose a capsule</source>
        <translation>选择胶囊文件</translation>
    </message>
    <message>
        <source>One is imported at a time</source>
        <translation>一次只能导入一个</translation>
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
        <source>Undone: {change}</source>
        <translation>已撤销：{change}</translation>
    </message>
    <message>
        <source>Done again: {change}</source>
        <translation>已重做：{change}</translation>
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
    <name>AnswerCard</name>
    <message>
        <source>Answer a question</source>
        <translation>回答问题</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>问答</translation>
    </message>
    <message>
        <source>The answer, marked in its context, comes here; press “Answer”.</source>
        <translation>答案会出现在这里，并在上下文中标出；请按“问答”。</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Type a context, and a question about it.</source>
        <translation>请输入一段上下文，以及关于它的问题。</translation>
    </message>
    <message>
        <source>no answer {share}</source>
        <translation>无答案 {share}</translation>
    </message>
</context>
<context>
    <name>AnswerColumn</name>
    <message>
        <source>Asking the model</source>
        <translation>正在询问模型</translation>
    </message>
</context>
<context>
    <name>ApplicationList</name>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Begin: {application}</source>
        <translation>开始：{application}</translation>
    </message>
</context>
<context>
    <name>ApplicationsPart</name>
    <message>
        <source>Our own examples of “{title}” are chosen</source>
        <translation>已选用自带的“{title}”样例</translation>
    </message>
    <message>
        <source>Our own examples of “{title}” instead of {files}: Undo brings those back</source>
        <translation>已用自带的“{title}”样例替换 {files}；撤销即可恢复</translation>
    </message>
</context>
<context>
    <name>ArcsPlot</name>
    <message>
        <source>Attention as arcs</source>
        <translation>以弧线表示的注意力</translation>
    </message>
    <message>
        <source>All heads are switched off in the legend</source>
        <translation>图例中所有注意力头都已隐藏</translation>
    </message>
    <message>
        <source>No arc is as strong as that; the strongest is {value}</source>
        <translation>没有这么强的弧线；最强的为 {value}</translation>
    </message>
    <message>
        <source>{token} looks most at {others}</source>
        <translation>{token} 最关注 {others}</translation>
    </message>
    <message>
        <source>{token} is looked at most by {others}</source>
        <translation>最关注 {token} 的是 {others}</translation>
    </message>
    <message>
        <source>{token} looks at {other}: {value}</source>
        <translation>{token} 关注 {other}：{value}</translation>
    </message>
</context>
<context>
    <name>ArcsView</name>
    <message>
        <source>Weakest arc drawn</source>
        <translation>所画的最弱弧线</translation>
    </message>
    <message>
        <source>Only arcs at least as strong are drawn.</source>
        <translation>只画不弱于此的弧线。</translation>
    </message>
    <message numerus="yes">
        <source>%n head(s)</source>
        <translation>
            <numerusform>%n 头</numerusform>
        </translation>
    </message>
    <message>
        <source>Layer {layer} · head {head}</source>
        <translation>第 {layer} 层 · 头 {head}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln arc(s)</source>
        <translation>
            <numerusform>%Ln 条弧线</numerusform>
        </translation>
    </message>
    <message>
        <source>Every token shares a weight of 1 among the tokens it looks at.
Where very many arcs cross the screen, the strongest are drawn.</source>
        <translation>每个词元把总和为 1 的权重分给它所关注的词元。
屏幕上弧线过多时，只画最强的。</translation>
    </message>
    <message>
        <source>written</source>
        <translation>所写</translation>
    </message>
    <message>
        <source>read</source>
        <translation>所读</translation>
    </message>
    <message>
        <source>looks</source>
        <translation>关注者</translation>
    </message>
    <message>
        <source>is looked at</source>
        <translation>被关注者</translation>
    </message>
    <message>
        <source>layer {layer} · head {head}</source>
        <translation>第 {layer} 层 · 头 {head}</translation>
    </message>
</context>
<context>
    <name>AttentionPage</name>
    <message>
        <source>The token&apos;s vector</source>
        <translation>该词元的向量</translation>
    </message>
    <message>
        <source>What the layer is given of the token that looks, normalised where it is.</source>
        <translation>这一层得到的、正在看的词元的向量；有归一化时为归一化之后的。</translation>
    </message>
    <message>
        <source>Input vector</source>
        <translation>输入向量</translation>
    </message>
    <message>
        <source>Query, keys and values</source>
        <translation>查询、键与值</translation>
    </message>
    <message>
        <source>Three learned maps: what the token asks for, what each token offers, and what it hands over.</source>
        <translation>三个学得的映射：该词元要找什么，每个词元提供什么，又交出什么。</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Turned by their places</source>
        <translation>按位置旋转</translation>
    </message>
    <message>
        <source>Query and keys are turned pair by pair by an angle that grows with the place, so that their product depends on the distance alone.</source>
        <translation>查询与键逐对旋转，角度随位置增大，因此二者的乘积只取决于距离。</translation>
    </message>
    <message>
        <source>Turned query</source>
        <translation>旋转后的查询</translation>
    </message>
    <message>
        <source>Turned keys</source>
        <translation>旋转后的键</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>How well the query fits each key. Divided by √d, or long vectors would leave softmax no choice.</source>
        <translation>查询与每个键的契合程度。除以 √d，否则向量很长时 softmax 会只选一个。</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>Scores become weights: all above zero, and together 1.</source>
        <translation>分数化为权重：都大于零，总和为 1。</translation>
    </message>
    <message>
        <source>Tokens looked at</source>
        <translation>被看的词元</translation>
    </message>
    <message>
        <source>Click a row to set its numbers into the formulas above, a heading to sort.
Reach: the length of what the token adds through this head (Kobayashi et al. 2020).</source>
        <translation>点击一行，把它的数值代入上面的公式；点击表头排序。
作用：该词元经由此头所加向量的长度（Kobayashi et al. 2020）。</translation>
    </message>
    <message>
        <source>Weighted sum</source>
        <translation>加权和</translation>
    </message>
    <message>
        <source>Each token&apos;s value, as much of it as its weight says, added together.</source>
        <translation>每个词元的值按其权重取用，再相加。</translation>
    </message>
    <message>
        <source>Weighted values</source>
        <translation>加权后的值</translation>
    </message>
    <message>
        <source>What the head gathers</source>
        <translation>此头汇集的内容</translation>
    </message>
    <message>
        <source>Written back</source>
        <translation>写回</translation>
    </message>
    <message>
        <source>The head&apos;s slice of W_O turns what it gathered into the model&apos;s width; all heads of the layer are added together.</source>
        <translation>此头在 W_O 中的一段把汇集的内容变回模型宽度；该层所有头的结果相加。</translation>
    </message>
    <message>
        <source>added</source>
        <translation>加上</translation>
    </message>
    <message>
        <source>What the head adds</source>
        <translation>此头加上的内容</translation>
    </message>
    <message>
        <source>The token&apos;s vector afterwards</source>
        <translation>之后该词元的向量</translation>
    </message>
    <message>
        <source>What was there before stays and the heads&apos; parts are added to it.</source>
        <translation>原有内容保留，各头的部分加在其上。</translation>
    </message>
    <message>
        <source>Vector after the layer&apos;s heads</source>
        <translation>经过该层各头之后的向量</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>被遮住</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s) hidden: it may not look there.</source>
        <translation>
            <numerusform>%Ln 个词元被遮住：不能看那里。</numerusform>
        </translation>
    </message>
    <message>
        <source>Set in: token {place}, “{token}”.</source>
        <translation>代入的是：词元 {place}，“{token}”。</translation>
    </message>
</context>
<context>
    <name>AttentionPanel</name>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Pinned sentence</source>
        <translation>固定句</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>头</translation>
    </message>
    <message>
        <source>Saving the map</source>
        <translation>保存注意力图</translation>
    </message>
    <message>
        <source>All heads</source>
        <translation>全部注意力头</translation>
    </message>
    <message>
        <source>See every head on the Look page (Ctrl+5)</source>
        <translation>在观察页查看所有注意力头 (Ctrl+5)</translation>
    </message>
    <message>
        <source>step {number}</source>
        <translation>第 {number} 步</translation>
    </message>
    <message>
        <source>When this was looked at</source>
        <translation>此次观察的时刻</translation>
    </message>
    <message>
        <source>Layer {number}</source>
        <translation>第 {number} 层</translation>
    </message>
    <message>
        <source>Head {number}</source>
        <translation>头 {number}</translation>
    </message>
</context>
<context>
    <name>AutoEditor</name>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>BaseCard</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>前往训练页</translation>
    </message>
    <message>
        <source>From random weights instead</source>
        <translation>改用随机权重</translation>
    </message>
    <message>
        <source>The same model and vocabulary, drawn at random: what it reaches is the floor that pre-training must beat. Tune both and see them side by side.</source>
        <translation>同样的模型与词表，权重随机抽取：它所达到的就是预训练必须超过的基线。两者都微调，即可并排比较。</translation>
    </message>
    <message>
        <source>{run}, which is on show, was tuned from it. Another is chosen above.</source>
        <translation>当前显示的 {run} 由它微调而来。可在上方另选一个。</translation>
    </message>
    <message>
        <source>The one tuned last. Another is chosen above.</source>
        <translation>上次微调的那个。可在上方另选一个。</translation>
    </message>
</context>
<context>
    <name>BeforeAfter</name>
    <message>
        <source>Answers before and after</source>
        <translation>之前与之后的答案</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>change</source>
        <translation>变化</translation>
    </message>
</context>
<context>
    <name>Beside</name>
    <message>
        <source>A second checkpoint that is asked the same, for comparison</source>
        <translation>用同样的输入询问的第二个检查点，便于比较</translation>
    </message>
    <message>
        <source>Run beside</source>
        <translation>并排的运行</translation>
    </message>
    <message>
        <source>Checkpoint beside</source>
        <translation>并排的检查点</translation>
    </message>
    <message>
        <source>Beside</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>{run} has no checkpoint.</source>
        <translation>{run} 没有检查点。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
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
        <source>Reading the checkpoints</source>
        <translation>正在读取检查点</translation>
    </message>
</context>
<context>
    <name>BlockDiagram</name>
    <message>
        <source>Part</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Parameters each</source>
        <translation>各含参数</translation>
    </message>
    <message>
        <source>, shared</source>
        <translation>，共享</translation>
    </message>
</context>
<context>
    <name>BudgetRow</name>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Budget counts</source>
        <translation>预算的计量单位</translation>
    </message>
    <message>
        <source>Training steps only, over all resumes.</source>
        <translation>只计训练步所用的时间，跨各次继续累计。</translation>
    </message>
    <message>
        <source>Updates of the weights.</source>
        <translation>权重更新的次数。</translation>
    </message>
    <message>
        <source>Tokens seen, repeats counted.</source>
        <translation>看到的词元数，重复的也计入。</translation>
    </message>
    <message>
        <source>Times the whole text is seen.</source>
        <translation>全部文本被看到的次数。</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>Often:</source>
        <translation>常用：</translation>
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
        <source>this pass: {seconds} s so far</source>
        <translation>本次计算已用 {seconds} 秒</translation>
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
        <source>Evaluating</source>
        <translation>正在评估</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Predicting the examples</source>
        <translation>正在预测样例</translation>
    </message>
    <message>
        <source>Making exercises</source>
        <translation>正在出题</translation>
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
        <translation>答案</translation>
    </message>
    <message>
        <source>{mark} marks a piece that goes on with the word before the gap, as “ing” does in “walking”; the vocabulary writes it ##ing.</source>
        <translation>{mark} 表示词片 (word piece)：它接在空缺之前的词后面，就像“walking”中的“ing”；词表中写作 ##ing。</translation>
    </message>
    <message>
        <source>Word pieces: Schuster &amp; Nakajima 2012</source>
        <translation>词片：Schuster &amp; Nakajima 2012</translation>
    </message>
    <message>
        <source>answer {number} of {count}</source>
        <translation>第 {number} 个答案，共 {count} 个</translation>
    </message>
</context>
<context>
    <name>CardDetails</name>
    <message>
        <source>What is minimised, in nats.</source>
        <translation>所最小化的量，以 nat 为单位。</translation>
    </message>
    <message>
        <source>Good for</source>
        <translation>适合</translation>
    </message>
    <message>
        <source>Poor for</source>
        <translation>不适合</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>出处</translation>
    </message>
</context>
<context>
    <name>CheckpointReading</name>
    <message>
        <source>Reading the checkpoints</source>
        <translation>正在读取检查点</translation>
    </message>
    <message>
        <source>Reading the checkpoint of step {step} of {run}</source>
        <translation>读取 {run} 第 {step} 步的检查点</translation>
    </message>
</context>
<context>
    <name>ClassifyCard</name>
    <message>
        <source>Classify a text</source>
        <translation>给文本分类</translation>
    </message>
    <message>
        <source>Classify</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>How likely each class is, or the score, comes here; press “Classify”.</source>
        <translation>各类别的概率或分数会出现在这里；请按“分类”。</translation>
    </message>
    <message>
        <source>Text to classify</source>
        <translation>要分类的文本</translation>
    </message>
    <message>
        <source>Text B</source>
        <translation>文本 B</translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation>交换 A 和 B</translation>
    </message>
    <message>
        <source>This run learned from pairs: type both texts.</source>
        <translation>此运行是从文本对学来的：请输入两段文本。</translation>
    </message>
</context>
<context>
    <name>ClassifyView</name>
    <message>
        <source>Classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>The probability the run gives each class.</source>
        <translation>运行给每个类别的概率。</translation>
    </message>
    <message>
        <source>{count} classes more are less likely.</source>
        <translation>还有 {count} 个可能性更小的类别。</translation>
    </message>
</context>
<context>
    <name>CleaningCard</name>
    <message>
        <source>Cleaning</source>
        <translation>清洗</translation>
    </message>
    <message>
        <source>your files stay as they are</source>
        <translation>原文件保持不变</translation>
    </message>
    <message>
        <source>Loading the form…</source>
        <translation>正在加载表单…</translation>
    </message>
    <message>
        <source>Takes out tags and comments and reads &amp;amp; as &amp;. Text stays.</source>
        <translation>去除标签和注释，并把 &amp;amp; 读作 &amp;。正文保留。</translation>
    </message>
    <message>
        <source>Writes é as one character, however the file spells it, so that the same word is always the same tokens.</source>
        <translation>无论文件中如何拼写，é 一律写成单个字符，使同一个词始终得到相同的词元。</translation>
    </message>
    <message>
        <source>Takes out characters nobody sees: zero-width spaces, direction marks, bells.</source>
        <translation>去除看不见的字符：零宽空格、方向标记、响铃符。</translation>
    </message>
    <message>
        <source>One blank between words, none at the ends of lines, at most one blank line.</source>
        <translation>词间只留一个空格，行首行尾不留空格，最多一个空行。</translation>
    </message>
    <message>
        <source>Documents and long lines that come again word for word stay once: headers, licences and mirrored pages would be learned by heart.</source>
        <translation>逐字重复的文档和长行只保留一次：否则页眉、许可证和镜像页面会被死记硬背。</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>{name} is still training.</source>
        <translation>{name} 仍在训练。</translation>
    </message>
    <message>
        <source>Stopped and saved, it can be resumed exactly where it was.</source>
        <translation>停止并保存之后，可以从原处精确地继续。</translation>
    </message>
    <message>
        <source>A run is under way</source>
        <translation>有运行正在进行</translation>
    </message>
    <message>
        <source>Nothing of it is trained yet that could be lost.</source>
        <translation>它尚未开始训练，不会丢失任何结果。</translation>
    </message>
    <message>
        <source>Keep training in the tray</source>
        <translation>在托盘中继续训练</translation>
    </message>
    <message>
        <source>Go on in the tray</source>
        <translation>在托盘中继续</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>Cancel the run</source>
        <translation>取消该运行</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{name} is still being prepared.</source>
        <translation>{name} 仍在准备。</translation>
    </message>
    <message>
        <source>{name} is paused and not at its end.</source>
        <translation>{name} 已暂停，尚未结束。</translation>
    </message>
</context>
<context>
    <name>CodeBox</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>ColourKeys</name>
    <message>
        <source>What the colours mean</source>
        <translation>颜色的含义</translation>
    </message>
</context>
<context>
    <name>Compared</name>
    <message>
        <source>Looking at your text at another step</source>
        <translation>正在另一步观察你的文本</translation>
    </message>
</context>
<context>
    <name>Computing</name>
    <message numerus="yes">
        <source>%n row(s) at once</source>
        <translation>
            <numerusform>每次 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Device: {device}, {dtype}, {threads}</source>
        <translation>设备：{device}，{dtype}，{threads}</translation>
    </message>
    <message>
        <source>Attention: {form}</source>
        <translation>注意力 (attention)：{form}</translation>
    </message>
    <message>
        <source>Micro-batch: {rows}</source>
        <translation>微批 (micro-batch)：{rows}</translation>
    </message>
    <message>
        <source>Compiled: {answer}</source>
        <translation>编译 (compile)：{answer}</translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n 个线程</numerusform>
        </translation>
    </message>
    <message>
        <source>torch&apos;s fused kernel (sdpa)</source>
        <translation>torch 的融合内核 (sdpa)</translation>
    </message>
    <message>
        <source>written out (explicit)</source>
        <translation>逐步写出 (explicit)</translation>
    </message>
    <message>
        <source>yes, by torch.compile</source>
        <translation>是，使用 torch.compile</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>ConfusionMap</name>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Colour: share of its row.</source>
        <translation>颜色：在该行中所占比例。</translation>
    </message>
    <message>
        <source>right: {right} · predicted: {said} · {count} of {total} ({share})</source>
        <translation>正确：{right} · 预测：{said} · {total} 个中的 {count} 个（{share}）</translation>
    </message>
    <message>
        <source>right \ predicted</source>
        <translation>正确 \ 预测</translation>
    </message>
    <message>
        <source>right ↓</source>
        <translation>正确 ↓</translation>
    </message>
    <message>
        <source>predicted →</source>
        <translation>预测 →</translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message>
        <source>Saving the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Choose a cell: its examples are listed here.</source>
        <translation>选择一格：其中的样例会列在这里。</translation>
    </message>
    <message>
        <source>{count} examples that are {right} and were taken for {said}</source>
        <translation>{count} 个样例本是 {right}，被当作 {said}</translation>
    </message>
    <message>
        <source>{count} sentences where {right} was taken for {said}</source>
        <translation>{count} 个句子中 {right} 被当作 {said}</translation>
    </message>
</context>
<context>
    <name>ContinueCard</name>
    <message>
        <source>Go on with a text</source>
        <translation>续写文本</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>The text and what the model writes behind it come here; press “Continue”.</source>
        <translation>此处将显示原文及模型续写的内容；请按“续写”。</translation>
    </message>
    <message>
        <source>The beginning of a text</source>
        <translation>文本的开头</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Keep what is written so far (Esc)</source>
        <translation>保留已写出的内容（Esc）</translation>
    </message>
</context>
<context>
    <name>ContinueView</name>
    <message>
        <source>The text and what was written</source>
        <translation>原文与写出的内容</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Put the whole text above, to go on from there</source>
        <translation>把全文放到上方，从那里接着写</translation>
    </message>
    <message>
        <source>being written…</source>
        <translation>正在书写…</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
</context>
<context>
    <name>Correction</name>
    <message>
        <source>What is learned</source>
        <translation>学习什么</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Forget all corrections; the files stay chosen</source>
        <translation>撤掉所有更正；所选文件不变</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Fold the corrections away; they stay</source>
        <translation>收起更正区；更正会保留</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>What is learned, and from which columns</source>
        <translation>学习什么，来自哪些列</translation>
    </message>
</context>
<context>
    <name>CosineMatrix</name>
    <message>
        <source>Similarities</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>{first} and {second}: {value}</source>
        <translation>{first} 与 {second}：{value}</translation>
    </message>
</context>
<context>
    <name>CostCard</name>
    <message>
        <source>Cost</source>
        <translation>开销</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>个参数</translation>
    </message>
    <message>
        <source>Measure on this machine</source>
        <translation>在本机测量</translation>
    </message>
    <message>
        <source>Runs a few real training steps of this model, some seconds, and throws them away.</source>
        <translation>用此模型实际运行几个训练步，历时数秒，结果随即丢弃。</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>tokens/s, not measured yet</source>
        <translation>词元/秒，尚未测量</translation>
    </message>
    <message>
        <source>In use by this program, or on the GPU where one trains.</source>
        <translation>本程序所占用的内存；用 GPU 训练时为 GPU 上的占用。</translation>
    </message>
    <message>
        <source>Work per token</source>
        <translation>每词元计算量</translation>
    </message>
    <message>
        <source>Floating-point operations of one training step, forward and backward: about six per weight that a token meets, plus attention.</source>
        <translation>一个训练步（前向与反向）的浮点运算量：词元经过的每个权重约六次，另加注意力。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>A micro-batch that fits. A step sees as many rows as before, in more parts.</source>
        <translation>换成放得下的微批。每一步看到的行数不变，只是分成更多份计算。</translation>
    </message>
    <message>
        <source>Memory measured: {memory}. Rows at once: {rows}.</source>
        <translation>实测内存：{memory}。每次计算的行数：{rows}。</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>On disk: the weights and what the optimizer needs to go on exactly.</source>
        <translation>占用磁盘：权重，以及优化器精确继续所需的状态。</translation>
    </message>
    <message>
        <source>parameters: {count} with the whole vocabulary</source>
        <translation>参数：使用完整词表时为 {count}</translation>
    </message>
    <message>
        <source>{count} MFLOP</source>
        <translation>{count} MFLOP</translation>
    </message>
    <message>
        <source>{least} or more</source>
        <translation>至少 {least}</translation>
    </message>
    <message>
        <source>Does not fit: {least} at least, {free} free. It cannot be started.</source>
        <translation>放不下：至少需要 {least}，空闲 {free}。无法开始。</translation>
    </message>
    <message>
        <source>{free} free: the step is worked out in parts, which takes a little longer.</source>
        <translation>空闲 {free}：一步将分几部分计算，用时略长。</translation>
    </message>
    <message>
        <source>Fewer rows at once</source>
        <translation>一次少算几行</translation>
    </message>
    <message>
        <source>Shorter rows</source>
        <translation>更短的行</translation>
    </message>
    <message>
        <source>While training: weights, gradients, the optimizer&apos;s two averages, and the activations of one micro-batch. Left to the program it is a whole step where that fits, and the most rows that fit where it does not.</source>
        <translation>训练期间：权重、梯度、优化器的两组滑动平均，以及一个微批的激活值。微批由程序自动决定时，放得下就是一整步，放不下则是放得下的最多行数。</translation>
    </message>
    <message>
        <source>Halves the rows&apos; length: less memory, and a shorter context.</source>
        <translation>行长减半：内存更少，上下文也更短。</translation>
    </message>
    <message>
        <source>parameters: mend the marked fields first</source>
        <translation>参数：请先修正标出的字段</translation>
    </message>
    <message>
        <source>tokens/s on this machine. {finish}</source>
        <translation>词元/秒（本机）。{finish}</translation>
    </message>
</context>
<context>
    <name>CoursePlot</name>
    <message>
        <source>Probability over the run</source>
        <translation>训练过程中的概率</translation>
    </message>
    <message>
        <source>The probability of each answer at every probe; 0 where it was not among the best.</source>
        <translation>每次探测时各答案的概率；不在前列时记为 0。</translation>
    </message>
    <message>
        <source>Which line is which</source>
        <translation>各条线对应的答案</translation>
    </message>
</context>
<context>
    <name>CurvePlot</name>
    <message>
        <source>step {number}</source>
        <translation>第 {number} 步</translation>
    </message>
    <message>
        <source>{number} tokens</source>
        <translation>{number} 个词元</translation>
    </message>
    <message>
        <source>after {time}</source>
        <translation>{time} 后</translation>
    </message>
</context>
<context>
    <name>CutEditor</name>
    <message>
        <source>Text with gaps</source>
        <translation>带空缺的文本</translation>
    </message>
    <message>
        <source>Type a text and press words to cut them out</source>
        <translation>输入文本，点按词语即可挖去</translation>
    </message>
    <message>
        <source>Words; press one to cut it out or put it back</source>
        <translation>词语；点按可挖去或放回</translation>
    </message>
    <message>
        <source>Press to cut this word out</source>
        <translation>点按挖去此词</translation>
    </message>
    <message>
        <source>Cut out: {words}. Press to put it back.</source>
        <translation>已挖去：{words}。点按放回。</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Saving what you typed</source>
        <translation>保存输入的内容</translation>
    </message>
    <message>
        <source>Opening what you typed</source>
        <translation>打开您输入的内容</translation>
    </message>
    <message>
        <source>Starting the training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Keeping your settings</source>
        <translation>保存设置</translation>
    </message>
    <message>
        <source>The checkpoint of step {step} is no longer kept</source>
        <translation>第 {step} 步的检查点已不再保留</translation>
    </message>
</context>
<context>
    <name>Discarded</name>
    <message>
        <source>A run was discarded</source>
        <translation>已丢弃一个运行</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take the run back out of the trash</source>
        <translation>从回收站取回此运行</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{name} was discarded. It lies in the trash until Cloze Studio is started again.</source>
        <translation>{name} 已丢弃。它会留在回收站里，直到下次启动 Cloze Studio。</translation>
    </message>
</context>
<context>
    <name>Draft</name>
    <message>
        <source>The recipe you were working on cannot be read; a new one begins.</source>
        <translation>无法读取您正在编辑的配方；已开始一份新的配方。</translation>
    </message>
    <message>
        <source>The file was put aside: {aside}.</source>
        <translation>该文件已另行保存：{aside}。</translation>
    </message>
</context>
<context>
    <name>DrillCard</name>
    <message>
        <source>Drill words</source>
        <translation>练习词语</translation>
    </message>
    <message>
        <source>Make a lesson</source>
        <translation>出一课</translation>
    </message>
    <message>
        <source>Sentences with a gap, and four words to choose from, come here; press “Make a lesson”.</source>
        <translation>带空格的句子和四个备选词会出现在这里；请按“出一课”。</translation>
    </message>
    <message>
        <source>Text of the lesson</source>
        <translation>这一课的文本</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Put the text of a file here; it is only read</source>
        <translation>把文件的文本放到这里；文件只读取，不改动</translation>
    </message>
    <message>
        <source>Type or paste a text, or open a file.</source>
        <translation>请输入或粘贴一段文本，或打开一个文件。</translation>
    </message>
    <message>
        <source>{count} exercises of level {level}</source>
        <translation>{count} 道第 {level} 级的练习</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>打开文件</translation>
    </message>
</context>
<context>
    <name>DrillFields</name>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Exercises</source>
        <translation>题数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Another seed</source>
        <translation>换一个种子</translation>
    </message>
    <message>
        <source>Another seed, by chance</source>
        <translation>随机换一个种子</translation>
    </message>
    <message>
        <source>How rare the words are: 1 the commonest fifth of those in the text, 5 the rarest, by how often the run would expect each.</source>
        <translation>词语有多少见：1 是文本中最常见的五分之一，5 是最少见的，按运行预期它出现的频繁程度来算。</translation>
    </message>
    <message>
        <source>How many at most; where the text is short there are fewer.</source>
        <translation>最多出多少题；文本短时会少一些。</translation>
    </message>
    <message>
        <source>Another number draws other sentences, and shuffles otherwise.</source>
        <translation>换一个数，就会抽取别的句子，顺序也不同。</translation>
    </message>
    <message>
        <source>Ask for 1 to {most} exercises.</source>
        <translation>题数应为 1 到 {most}。</translation>
    </message>
    <message>
        <source>A seed is a whole number, 0 or more.</source>
        <translation>种子是不小于 0 的整数。</translation>
    </message>
</context>
<context>
    <name>DrillView</name>
    <message>
        <source>Which word is missing?</source>
        <translation>缺的是哪个词？</translation>
    </message>
    <message>
        <source>{right} of {answered} right in this sitting</source>
        <translation>本次已答 {answered} 题，答对 {right} 题</translation>
    </message>
    <message>
        <source>Exercise {number} of {count}</source>
        <translation>第 {number} 题，共 {count} 题</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一题</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车键</translation>
    </message>
    <message>
        <source>Press the word that belongs into the gap, or its number: 1 to 4.</source>
        <translation>请按应填入空格的词，或它的数字键 1 到 4。</translation>
    </message>
    <message>
        <source>Wrong: “{answer}” stood there.</source>
        <translation>错了：原文是“{answer}”。</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>对了。</translation>
    </message>
    <message>
        <source>The run gives “{answer}” {share} in this place and “{other}” {other_share}; among all its words “{answer}” has rank {rank} in this text.</source>
        <translation>在这个位置，运行给“{answer}”的概率是 {share}，给“{other}”的是 {other_share}；在这段文本里，“{answer}”在它所有的词中排第 {rank}。</translation>
    </message>
    <message>
        <source>{right} of {count} right</source>
        <translation>{count} 题中答对 {right} 题</translation>
    </message>
    <message>
        <source>To learn: {words}</source>
        <translation>要学的词：{words}</translation>
    </message>
    <message>
        <source>All of them: try a higher level.</source>
        <translation>全对：试试更高的级别。</translation>
    </message>
    <message>
        <source>Those missed once more</source>
        <translation>再练答错的题</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再来一遍</translation>
    </message>
</context>
<context>
    <name>Elsewhere</name>
    <message>
        <source>An exported run is a folder that the Python library transformers opens as it is, with the same answers.</source>
        <translation>导出的运行是一个文件夹，Python 库 transformers 可直接打开，给出同样的回答。</translation>
    </message>
    <message>
        <source>Take what {family} has</source>
        <translation>改用 {family} 的选择</translation>
    </message>
    <message>
        <source>Can be exported: opens in transformers as {name}.</source>
        <translation>可以导出：在 transformers 中作为 {name} 打开。</translation>
    </message>
    <message>
        <source>Without the heads of: {names}.</source>
        <translation>不含这些目标的任务头：{names}。</translation>
    </message>
    <message>
        <source>Cannot be exported for transformers. The nearest is {family}; it wants:</source>
        <translation>无法导出给 transformers。最接近的是 {family}，它需要：</translation>
    </message>
    <message>
        <source>• {field}: {wanted}, not {found}</source>
        <translation>• {field}：{wanted}，而非 {found}</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>EngineLoading</name>
    <message>
        <source>Loading the engine</source>
        <translation>正在加载引擎</translation>
    </message>
    <message>
        <source>Looking at this machine</source>
        <translation>正在查看本机</translation>
    </message>
    <message>
        <source>The engine cannot be loaded, so nothing can be trained yet.</source>
        <translation>无法加载引擎，因此暂时不能训练。</translation>
    </message>
    <message>
        <source>Install PyTorch again for this system, then try again.</source>
        <translation>请为此系统重新安装 PyTorch，然后重试。</translation>
    </message>
</context>
<context>
    <name>EntitiesCard</name>
    <message>
        <source>Find names</source>
        <translation>找名称</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>The text with its names coloured by kind comes here; press “Find”.</source>
        <translation>按类型给名称着色的文本会出现在这里；请按“查找”。</translation>
    </message>
    <message>
        <source>Text to look through</source>
        <translation>要检查的文本</translation>
    </message>
    <message>
        <source>no names</source>
        <translation>没有名称</translation>
    </message>
</context>
<context>
    <name>EntitiesView</name>
    <message>
        <source>Text with its names</source>
        <translation>标出名称的文本</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>How sure the run is: the probability of the least likely tag in the name.</source>
        <translation>运行有多确定：名称中概率最低的标签的概率。</translation>
    </message>
    <message>
        <source>{kind}, {share}</source>
        <translation>{kind}，{share}</translation>
    </message>
    <message>
        <source>No names found. The run knows: {kinds}.</source>
        <translation>没有找到名称。运行认识的类型：{kinds}。</translation>
    </message>
    <message>
        <source>Found: {count}. The run knows: {kinds}.</source>
        <translation>找到 {count} 个。运行认识的类型：{kinds}。</translation>
    </message>
</context>
<context>
    <name>EvaluatePart</name>
    <message>
        <source>Loading the evaluations</source>
        <translation>正在载入评估项目</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>前往训练页</translation>
    </message>
    <message>
        <source>Reading the checkpoints…</source>
        <translation>正在读取检查点…</translation>
    </message>
    <message>
        <source>{name} has saved none that can be read.</source>
        <translation>{name} 没有可读取的检查点。</translation>
    </message>
    <message>
        <source>No checkpoint to measure</source>
        <translation>没有可评估的检查点</translation>
    </message>
    <message>
        <source>Start a run, or choose one above; what it is worth is measured here.</source>
        <translation>请开始一次运行，或在上方选择一个；其能力在此评估。</translation>
    </message>
    <message>
        <source>No model to measure</source>
        <translation>没有可评估的模型</translation>
    </message>
    <message>
        <source>Reading what was measured</source>
        <translation>读取测量结果</translation>
    </message>
    <message>
        <source>Looking for results to compare with</source>
        <translation>正在查找可对比的结果</translation>
    </message>
    <message>
        <source>Measuring {run}</source>
        <translation>正在评估 {run}</translation>
    </message>
    <message>
        <source>Measured {run}</source>
        <translation>已评估 {run}</translation>
    </message>
</context>
<context>
    <name>EvaluationList</name>
    <message>
        <source>What to measure</source>
        <translation>评估什么</translation>
    </message>
</context>
<context>
    <name>EvaluationOptions</name>
    <message>
        <source>At most</source>
        <translation>至多</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same seed draws the same sample again.</source>
        <translation>同一种子抽出同样的样例。</translation>
    </message>
    <message>
        <source>Column of the text</source>
        <translation>文本列</translation>
    </message>
    <message>
        <source>Column of the label</source>
        <translation>标签的列</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>How much is measured, as drawn by the seed. Counted: {unit}.</source>
        <translation>评估多少，按种子抽取。计数单位：{unit}。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>found</source>
        <translation>自动查找</translation>
    </message>
    <message>
        <source>Name or number of the column; empty: it is looked for</source>
        <translation>列名或列号；留空则自动查找</translation>
    </message>
</context>
<context>
    <name>EventsPanel</name>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Events of the run</source>
        <translation>此运行的事件</translation>
    </message>
    <message>
        <source>Open a checkpoint with a double click or Enter to try it</source>
        <translation>双击检查点或按 Enter 打开并试用</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped and saved</source>
        <translation>已停止并保存</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>began: {parameters} parameters, {device}, {dtype}</source>
        <translation>开始：{parameters} 个参数，{device}，{dtype}</translation>
    </message>
    <message>
        <source>checkpoint saved, {size} in {seconds} s</source>
        <translation>检查点已保存，{size}，用时 {seconds} 秒</translation>
    </message>
    <message>
        <source>{event}; no longer kept</source>
        <translation>{event}；已不再保留</translation>
    </message>
    <message>
        <source>{step}: {event}</source>
        <translation>{step}：{event}</translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
</context>
<context>
    <name>ExampleDetail</name>
    <message>
        <source>The example</source>
        <translation>该样例</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>As people put it</source>
        <translation>人工译文</translation>
    </message>
    <message>
        <source>As it was put</source>
        <translation>模型译文</translation>
    </message>
    <message>
        <source>Second text</source>
        <translation>第二段文本</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无答案</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
</context>
<context>
    <name>ExampleList</name>
    <message>
        <source>Examples</source>
        <translation>样例</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>As they come</source>
        <translation>按原有顺序</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Probability of what was predicted</source>
        <translation>所预测内容的概率</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>How right it is: 100 % where nothing is missing</source>
        <translation>正确的程度：毫无缺失时为 100 %</translation>
    </message>
    <message>
        <source>Merit</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Row of its file, from 1</source>
        <translation>在其文件中的行号，从 1 起</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
</context>
<context>
    <name>ExamplesCard</name>
    <message>
        <source>What they are</source>
        <translation>样例概况</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>更正…</translation>
    </message>
    <message>
        <source>Say what is learned, how the files are written and what columns are</source>
        <translation>说明学习什么、文件如何书写、各列是什么</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>No examples yet</source>
        <translation>还没有样例</translation>
    </message>
    <message>
        <source>Drop a table with labels (CSV, TSV, JSON lines), words with tags (CoNLL), spans, questions about texts (SQuAD, CMRC) or two texts line by line. What they are is seen by itself, and can be corrected.</source>
        <translation>拖入带标签的表格（CSV、TSV、JSON 行）、带标注的词（CoNLL）、片段、关于文本的问题（SQuAD、CMRC），或逐行对应的两段文本。类型会自动识别，也可以更正。</translation>
    </message>
    <message>
        <source>What is to be learned of these is not seen: correct it.</source>
        <translation>看不出要从中学习什么：请更正。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln class(es)</source>
        <translation>
            <numerusform>%Ln 个类别</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>{count} 个文件</translation>
    </message>
</context>
<context>
    <name>ExamplesReading</name>
    <message>
        <source>Looking at the files</source>
        <translation>正在查看文件</translation>
    </message>
    <message>
        <source>Reading the examples</source>
        <translation>正在读取样例</translation>
    </message>
</context>
<context>
    <name>ExamplesView</name>
    <message>
        <source>Worst</source>
        <translation>最差</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Which examples</source>
        <translation>哪些样例</translation>
    </message>
    <message>
        <source>{count} of {total} are not wholly right; the most wrong first</source>
        <translation>{total} 个中有 {count} 个不全对；错得最多的在前</translation>
    </message>
    <message>
        <source>{total} examples, {count} of them not wholly right</source>
        <translation>{total} 个样例，其中 {count} 个不全对</translation>
    </message>
    <message>
        <source>All of them are right.</source>
        <translation>全部正确。</translation>
    </message>
</context>
<context>
    <name>ExchangePart</name>
    <message>
        <source>Start a run, choose one above, or import one here at the right.</source>
        <translation>请开始一次运行、在上方选择一个，或在右侧导入。</translation>
    </message>
    <message>
        <source>No run to export</source>
        <translation>没有可导出的运行</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>Experiment</name>
    <message>
        <source>Ask again</source>
        <translation>再次询问</translation>
    </message>
    <message>
        <source>Worked out by the checkpoint of step {step}.</source>
        <translation>由第 {step} 步的检查点算出。</translation>
    </message>
    <message>
        <source>Worked out by the checkpoint of step {step}, the nearest to step {seen}.</source>
        <translation>由第 {step} 步的检查点算出，它离第 {seen} 步最近。</translation>
    </message>
    <message>
        <source>No checkpoint to ask yet</source>
        <translation>还没有可询问的检查点</translation>
    </message>
    <message>
        <source>This works with a saved model. The first one is saved soon.</source>
        <translation>这里需要保存好的模型。第一个检查点很快就会保存。</translation>
    </message>
    <message>
        <source>This works with a saved model, and this run has none.</source>
        <translation>这里需要保存好的模型，而此运行没有。</translation>
    </message>
</context>
<context>
    <name>ExportButton</name>
    <message>
        <source>Copy or save this picture or its numbers</source>
        <translation>复制或保存此图或其数值</translation>
    </message>
    <message>
        <source>Copy or save</source>
        <translation>复制或保存</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation>复制数值</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>保存为 PNG…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>保存为 SVG…</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>保存为 CSV…</translation>
    </message>
    <message>
        <source>Save as NPZ…</source>
        <translation>保存为 NPZ…</translation>
    </message>
    <message>
        <source>Arrays for numpy.load, with the tokens they belong to</source>
        <translation>供 numpy.load 读取的数组，附带对应的词元</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) are too many for the clipboard.</source>
        <translation>
            <numerusform>%Ln 行太多，剪贴板放不下。</numerusform>
        </translation>
    </message>
    <message>
        <source>Save them as CSV.</source>
        <translation>请另存为 CSV。</translation>
    </message>
    <message>
        <source>Copying the numbers</source>
        <translation>正在复制数值</translation>
    </message>
    <message>
        <source>Saving {name}</source>
        <translation>正在保存 {name}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>ExportCard</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>What installs it</source>
        <translation>安装命令</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>{run}, step {step}</source>
        <translation>{run}，第 {step} 步</translation>
    </message>
    <message>
        <source>Looking for its equal in transformers</source>
        <translation>正在查找 transformers 中的对应模型</translation>
    </message>
    <message>
        <source>This run is still being prepared.</source>
        <translation>该运行仍在准备中。</translation>
    </message>
    <message>
        <source>This run has saved no checkpoint yet.</source>
        <translation>该运行尚未保存检查点。</translation>
    </message>
    <message>
        <source>Its model has no equal in transformers.</source>
        <translation>其模型在 transformers 中没有对应。</translation>
    </message>
    <message>
        <source>Install what is missing first, then start Cloze Studio again.</source>
        <translation>请先安装缺少的部分，然后重新启动 Cloze Studio。</translation>
    </message>
    <message>
        <source>Exporting {run}</source>
        <translation>正在导出 {run}</translation>
    </message>
    <message>
        <source>Exported {run}</source>
        <translation>已导出 {run}</translation>
    </message>
    <message>
        <source>{form} is not installed here.</source>
        <translation>此处未安装 {form}。</translation>
    </message>
</context>
<context>
    <name>FailedStart</name>
    <message>
        <source>Starting the training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Going on with the run {name}</source>
        <translation>继续运行 {name}</translation>
    </message>
    <message>
        <source>Reading the list of runs</source>
        <translation>正在读取运行列表</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
</context>
<context>
    <name>FamilyButton</name>
    <message>
        <source>Families</source>
        <translation>配方系列</translation>
    </message>
    <message>
        <source>Take the objectives and the model of a published recipe.</source>
        <translation>采用已发表配方的目标和模型。</translation>
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
    <name>FeedForwardPage</name>
    <message>
        <source>The token&apos;s vector</source>
        <translation>该词元的向量</translation>
    </message>
    <message>
        <source>What the unit is given of the token, normalised where it is.</source>
        <translation>该单元得到的词元向量；有归一化时为归一化之后的。</translation>
    </message>
    <message>
        <source>Input vector</source>
        <translation>输入向量</translation>
    </message>
    <message>
        <source>Two maps with one activation between them</source>
        <translation>两个映射，中间一个激活</translation>
    </message>
    <message>
        <source>Each of the F units looks for a direction in the input and, where it finds it, adds its own to the output. There is one activation, between the two maps.</source>
        <translation>F 个单元各自在输入中寻找一个方向，找到时就把自己的方向加到输出上。激活只有一个，在两个映射之间。</translation>
    </message>
    <message>
        <source>Before the activation</source>
        <translation>激活之前</translation>
    </message>
    <message>
        <source>Gate</source>
        <translation>门</translation>
    </message>
    <message>
        <source>inner</source>
        <translation>内部</translation>
    </message>
    <message>
        <source>After the activation</source>
        <translation>激活之后</translation>
    </message>
    <message>
        <source>The strongest units</source>
        <translation>最强的单元</translation>
    </message>
    <message>
        <source>By the length of what each adds to the output: |value| · |its row of W₂|.</source>
        <translation>按各单元对输出所加向量的长度：|值| · |它在 W₂ 中的一行|。</translation>
    </message>
    <message>
        <source>The activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Written back</source>
        <translation>写回</translation>
    </message>
    <message>
        <source>What was there before stays and the unit&apos;s output is added to it.</source>
        <translation>原有内容保留，该单元的输出加在其上。</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Vector after the unit</source>
        <translation>经过该单元之后的向量</translation>
    </message>
    <message numerus="yes">
        <source>%Ln unit(s), {width} numbers in and out.</source>
        <translation>
            <numerusform>%Ln 个单元，输入输出各 {width} 个数。</numerusform>
        </translation>
    </message>
    <message>
        <source>Activated</source>
        <translation>激活后</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>unit {index}</source>
        <translation>单元 {index}</translation>
    </message>
    <message>
        <source>before the activation</source>
        <translation>激活之前</translation>
    </message>
</context>
<context>
    <name>FieldEditors</name>
    <message>
        <source>not set</source>
        <translation>未设置</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Undo own choice for {field}</source>
        <translation>撤销“{field}”的自定值</translation>
    </message>
    <message>
        <source>Back to what preset and size say</source>
        <translation>恢复为预设和规模所定的值</translation>
    </message>
</context>
<context>
    <name>FigureMap</name>
    <message>
        <source>A figure of all heads</source>
        <translation>所有注意力头的一项指标</translation>
    </message>
    <message>
        <source>layer {layer}, head {head}: {name} {value}</source>
        <translation>第 {layer} 层，头 {head}：{name} {value}</translation>
    </message>
    <message>
        <source>layer {number}</source>
        <translation>第 {number} 层</translation>
    </message>
</context>
<context>
    <name>FiguresView</name>
    <message>
        <source>Figure on the map</source>
        <translation>图上的指标</translation>
    </message>
    <message>
        <source>What the names mean</source>
        <translation>名称的含义</translation>
    </message>
    <message>
        <source>What the heads do</source>
        <translation>各头的作用</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>{named} of {all} heads named</source>
        <translation>{all} 个头中有 {named} 个可命名</translation>
    </message>
    <message>
        <source>of the whole text</source>
        <translation>针对整段文本</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>头</translation>
    </message>
    <message>
        <source>Layer and head, from 1</source>
        <translation>层与头，从 1 起</translation>
    </message>
    <message>
        <source>What the head is known as, where that was measured</source>
        <translation>测得明确模式时该头的名称</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>As they come: the main one first</source>
        <translation>按原有顺序：主要指标在前</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Measured on these examples</source>
        <translation>在这些样例上测得</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 区间</translation>
    </message>
    <message>
        <source>Where it lies in 95 of 100 sets of as many examples (bootstrap)</source>
        <translation>在 100 组同样多的样例中，有 95 组落在此区间（自助法）</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>基线</translation>
    </message>
</context>
<context>
    <name>FileEditor</name>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Open: {what}</source>
        <translation>打开：{what}</translation>
    </message>
</context>
<context>
    <name>FilesCard</name>
    <message>
        <source>Examples</source>
        <translation>样例</translation>
    </message>
    <message>
        <source>Drop a file or a folder with examples</source>
        <translation>将样例文件或文件夹拖到此处</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Train, dev and test files in one folder, as in GLUE: one task</source>
        <translation>同一文件夹中的 train、dev、test 文件，如 GLUE：一个任务</translation>
    </message>
    <message>
        <source>Use a sample</source>
        <translation>使用示例</translation>
    </message>
    <message>
        <source>Looking at the files</source>
        <translation>正在查看文件</translation>
    </message>
    <message>
        <source>Choose files of examples</source>
        <translation>选择样例文件</translation>
    </message>
    <message>
        <source>Choose a folder of examples</source>
        <translation>选择样例文件夹</translation>
    </message>
</context>
<context>
    <name>FillCard</name>
    <message>
        <source>Fill the mask</source>
        <translation>填空</translation>
    </message>
    <message>
        <source>The likeliest words for every gap come here; press “Fill”.</source>
        <translation>此处将显示每个空格最可能的词；请按“填空”。</translation>
    </message>
    <message>
        <source>Number of answers</source>
        <translation>答案数量</translation>
    </message>
    <message>
        <source>How many of the likeliest answers to show</source>
        <translation>显示多少个最可能的答案</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Show what each gap looks at</source>
        <translation>显示每个空缺在看什么</translation>
    </message>
    <message>
        <source>Sentence likelihood</source>
        <translation>整句似然</translation>
    </message>
    <message>
        <source>Probability of…</source>
        <translation>某词的概率…</translation>
    </message>
    <message>
        <source>Word whose probability is asked for</source>
        <translation>要查询概率的词</translation>
    </message>
    <message>
        <source>A word of yours: its probability in every gap, and its place among all tokens</source>
        <translation>您指定的词：它在每个空缺处的概率，以及在全部词元中的名次</translation>
    </message>
    <message>
        <source>How likely the whole sentence is: each token is hidden in turn and asked for,
so it takes as many passes as there are tokens.</source>
        <translation>整句有多大可能：逐个隐藏词元并预测，
因此有多少词元就要前向计算多少次。</translation>
    </message>
    <message>
        <source>A word behind [MASK] is not known; type the whole sentence.</source>
        <translation>某个 [MASK] 背后的词未知；请输入完整句子。</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填空</translation>
    </message>
    <message>
        <source>Press a word to hide it, or type [MASK]; Ctrl+M hides the one at hand.</source>
        <translation>点击一个词将其遮盖，或输入 [MASK]；按 Ctrl+M 遮盖光标处的词。</translation>
    </message>
    <message>
        <source>{nats} nats, {bits} bits per byte</source>
        <translation>{nats} nats，每字节 {bits} 比特</translation>
    </message>
    <message>
        <source>Ask now (Enter)</source>
        <translation>立即询问 (Enter)</translation>
    </message>
</context>
<context>
    <name>FillView</name>
    <message>
        <source>Gap {number}</source>
        <translation>空位 {number}</translation>
    </message>
    <message>
        <source>Answers for gap {number}</source>
        <translation>空位 {number} 的答案</translation>
    </message>
    <message>
        <source>Press an answer to put it into the sentence</source>
        <translation>点击答案，将其填入句中</translation>
    </message>
    <message>
        <source>The typed word in gap {number}</source>
        <translation>所输入的词在空缺 {number} 处</translation>
    </message>
    <message>
        <source>{word} ({count} pieces)</source>
        <translation>{word}（{count} 个词片）</translation>
    </message>
    <message>
        <source>The word you typed, and its place among all tokens, 1 the likeliest</source>
        <translation>您输入的词，以及它在全部词元中的名次，1 为最可能</translation>
    </message>
    <message>
        <source>The word you typed has several pieces: {pieces}.
It is asked for with as many masks; its probability is the product of theirs.</source>
        <translation>您输入的词由多个词片组成：{pieces}。
用同样多的掩码来询问；其概率为各词片概率之积。</translation>
    </message>
</context>
<context>
    <name>FilmActs</name>
    <message>
        <source>Biggest change</source>
        <translation>最大变化处</translation>
    </message>
    <message>
        <source>Go to the step at which this head changed most (Alt+B)</source>
        <translation>转到此头变化最大的一步（Alt+B）</translation>
    </message>
    <message>
        <source>Compare from here</source>
        <translation>以此步作比较</translation>
    </message>
    <message>
        <source>Keep this step and show how others differ from it (Alt+D); or Shift+click a step</source>
        <translation>记住此步，显示其他步与它的差异（Alt+D）；也可按住 Shift 单击某一步</translation>
    </message>
    <message>
        <source>Difference against step {step} ×</source>
        <translation>与第 {step} 步的差异 ×</translation>
    </message>
    <message>
        <source>Show the attention itself again (Alt+D)</source>
        <translation>重新显示注意力本身（Alt+D）</translation>
    </message>
    <message>
        <source>{looks} looks, {used} of {granted} MB; older ones are thinned by age</source>
        <translation>{looks} 次观察，占 {granted} MB 中的 {used} MB；较早的会逐渐稀疏</translation>
    </message>
</context>
<context>
    <name>FilmCard</name>
    <message>
        <source>Loss, with the recorded step</source>
        <translation>损失，标出所记录的步</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>Click or drag to go to the nearest recorded step; Shift+click to compare with it</source>
        <translation>单击或拖动可转到最近的记录步；按住 Shift 单击则与该步比较</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Saving the film</source>
        <translation>保存影片</translation>
    </message>
    <message>
        <source>Only while this run is training</source>
        <translation>仅在此运行训练期间可用</translation>
    </message>
    <message>
        <source>Always show the newest look</source>
        <translation>始终显示最新的观察</translation>
    </message>
    <message>
        <source>layer {layer} · head {head}, nearness to its newest form</source>
        <translation>第 {layer} 层 · 头 {head}，与最新形态的接近程度</translation>
    </message>
    <message>
        <source>This head</source>
        <translation>此头</translation>
    </message>
    <message numerus="yes">
        <source>%n checkpoint(s) can read your text</source>
        <translation>
            <numerusform>%n 个检查点可读取你的文本</numerusform>
        </translation>
    </message>
    <message>
        <source>What you typed was not recorded while the run learned</source>
        <translation>你输入的文本在训练期间没有被记录</translation>
    </message>
    <message>
        <source>this head formed near step {step}</source>
        <translation>此头约在第 {step} 步形成</translation>
    </message>
    <message>
        <source>From there on more than half of its way lay behind it: from its first form
to its newest, by the share of attention that differs.</source>
        <translation>从此步起，它从最初形态到最新形态的路程
已走完一半以上（按相异注意力的份额计）。</translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Leave special tokens or one passage of a pair out</source>
        <translation>略去特殊词元，或句对中的一段</translation>
    </message>
    <message>
        <source>no special tokens</source>
        <translation>不含特殊词元</translation>
    </message>
    <message>
        <source>rows share 1 again</source>
        <translation>各行重新归一</translation>
    </message>
    <message>
        <source>Press to show everything again</source>
        <translation>按下即重新显示全部</translation>
    </message>
    <message>
        <source>Hide special tokens</source>
        <translation>隐藏特殊词元</translation>
    </message>
    <message>
        <source>[CLS], [SEP] and padding draw much attention that means little.</source>
        <translation>[CLS]、[SEP] 与填充吸引大量注意力，却没有多少含义。</translation>
    </message>
    <message>
        <source>Let every row sum to 1 again</source>
        <translation>使每行之和重新为 1</translation>
    </message>
    <message>
        <source>Both passages</source>
        <translation>两段文本</translation>
    </message>
    <message>
        <source>Only where the text is a pair</source>
        <translation>仅当文本为句对时可用</translation>
    </message>
</context>
<context>
    <name>FindingsList</name>
    <message>
        <source>{part}, row {row}: {text}</source>
        <translation>{part}，第 {row} 行：{text}</translation>
    </message>
</context>
<context>
    <name>FlowPlot</name>
    <message>
        <source>Flow over the layers</source>
        <translation>逐层流动</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>layer {layer}</source>
        <translation>第 {layer} 层</translation>
    </message>
    <message>
        <source>{token} at the end is made of {parts}</source>
        <translation>最后一层的 {token} 由 {parts} 组成</translation>
    </message>
</context>
<context>
    <name>FormOptions</name>
    <message>
        <source>A row per step, a column per measure</source>
        <translation>每步一行，每项指标一列</translation>
    </message>
    <message>
        <source>Else: a row per number, which grows no columns</source>
        <translation>否则：每个数值一行，列数不增</translation>
    </message>
    <message>
        <source>newest checkpoint</source>
        <translation>最新检查点</translation>
    </message>
    <message>
        <source>all checkpoints</source>
        <translation>全部检查点</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>The text it learned from, as tokens</source>
        <translation>训练所用文本（以词元形式）</translation>
    </message>
    <message>
        <source>Its words can be read again: give it to nobody who may not read the text.</source>
        <translation>其中文字可以还原：勿交给无权阅读该文本的人。</translation>
    </message>
</context>
<context>
    <name>Formed</name>
    <message>
        <source>Reading the film</source>
        <translation>正在读取影片</translation>
    </message>
</context>
<context>
    <name>FoundAnswerView</name>
    <message>
        <source>Context with the answer marked</source>
        <translation>标出答案的上下文</translation>
    </message>
    <message>
        <source>Answers, the likeliest first</source>
        <translation>答案，最可能的在前</translation>
    </message>
    <message>
        <source>The probability of each among these, and no answer where the run learned to say so. Press one to see where it stands.</source>
        <translation>各答案在这些答案中的概率；如果运行学过“无答案”，也把它算在内。点击一个答案，看它在文中的位置。</translation>
    </message>
    <message>
        <source>The context does not tell.</source>
        <translation>上下文里没有说。</translation>
    </message>
    <message>
        <source>The context may not tell. This run learned from questions that all have an answer, so it always gives its best one.</source>
        <translation>上下文里可能没有答案。这次运行学习的问题都有答案，所以它总会给出最可能的一个。</translation>
    </message>
    <message>
        <source>(no answer)</source>
        <translation>（无答案）</translation>
    </message>
</context>
<context>
    <name>FoundCard</name>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>不对比</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Choose what to measure, then press “Measure”.</source>
        <translation>请选择评估项目，然后点击“评估”。</translation>
    </message>
    <message>
        <source>Nothing measured yet</source>
        <translation>尚未评估</translation>
    </message>
    <message>
        <source>This result cannot be read</source>
        <translation>此结果无法读取</translation>
    </message>
    <message>
        <source>No other run has a result of this kind yet.</source>
        <translation>其他运行尚无此类结果。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>The other was measured on another file.</source>
        <translation>另一结果用的是别的文件。</translation>
    </message>
    <message>
        <source>The other was measured in another manner, or on another sample.</source>
        <translation>另一结果的评估方式或样例不同。</translation>
    </message>
    <message>
        <source>Saving the result</source>
        <translation>保存结果</translation>
    </message>
</context>
<context>
    <name>FoundFigures</name>
    <message>
        <source>this result</source>
        <translation>本结果</translation>
    </message>
</context>
<context>
    <name>FoundPairs</name>
    <message>
        <source>Looking for pairs</source>
        <translation>正在寻找句对</translation>
    </message>
</context>
<context>
    <name>FoundText</name>
    <message>
        <source>Looking for files</source>
        <translation>正在查找文件</translation>
    </message>
</context>
<context>
    <name>HeadGrid</name>
    <message>
        <source>Attention heads</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>Every attention head of every layer. Click one, or use the arrow keys;
Ctrl+click or Shift and an arrow chooses several.
Heads learn different things: the previous token, the separator, the mask.</source>
        <translation>每一层的每个注意力头。单击其一，或使用方向键；
按住 Ctrl 单击，或 Shift 加方向键可选多个。
各个头学到的内容不同：前一词元、分隔符、掩码。</translation>
    </message>
    <message>
        <source>layer {number}</source>
        <translation>第 {number} 层</translation>
    </message>
    <message>
        <source>max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>layer {layer}, head {head}</source>
        <translation>第 {layer} 层，头 {head}</translation>
    </message>
</context>
<context>
    <name>HeadLegend</name>
    <message>
        <source>Heads drawn</source>
        <translation>所画的注意力头</translation>
    </message>
    <message>
        <source>Show or hide this head&apos;s arcs</source>
        <translation>显示或隐藏此注意力头的弧线</translation>
    </message>
</context>
<context>
    <name>HeadsCard</name>
    <message>
        <source>Sharing the attention anew</source>
        <translation>重新归一化注意力</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>One scale</source>
        <translation>统一标尺</translation>
    </message>
    <message>
        <source>On: the same colour means the same weight in every head.
Off: every head is drawn up to its own highest weight.</source>
        <translation>开启：相同的颜色在所有头中表示相同的权重。
关闭：每个头按各自的最高权重着色。</translation>
    </message>
    <message>
        <source>Saving the heads</source>
        <translation>保存注意力头</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n 层</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n head(s)</source>
        <translation>
            <numerusform>%n 头</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n head(s) chosen</source>
        <translation>
            <numerusform>已选 %n 个头</numerusform>
        </translation>
    </message>
    <message>
        <source>Layer {layer} · head {head}</source>
        <translation>第 {layer} 层 · 头 {head}</translation>
    </message>
    <message>
        <source>entropy {bits} bits</source>
        <translation>熵 {bits} 比特</translation>
    </message>
    <message>
        <source>distance {tokens}</source>
        <translation>距离 {tokens}</translation>
    </message>
</context>
<context>
    <name>HealthCard</name>
    <message>
        <source>Health</source>
        <translation>健康状况</translation>
    </message>
    <message>
        <source>Read the text</source>
        <translation>读取文本</translation>
    </message>
    <message>
        <source>Count what the chosen files hold</source>
        <translation>统计所选文件中的内容</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>The files may have changed on disk</source>
        <translation>磁盘上的文件可能有改动</translation>
    </message>
    <message>
        <source>Documents, words, scripts and what was left out are counted here as soon as there is text.</source>
        <translation>有了文本之后，这里会统计文档、词、书写系统以及未纳入的内容。</translation>
    </message>
    <message>
        <source>Mend the marked fields first.</source>
        <translation>请先修正标出的字段。</translation>
    </message>
    <message>
        <source>Reading the text</source>
        <translation>正在读取文本</translation>
    </message>
</context>
<context>
    <name>HealthFacts</name>
    <message>
        <source>documents: {train} to learn from, {held} held back</source>
        <translation>文档：{train} 篇用于学习，{held} 篇留作验证</translation>
    </message>
    <message numerus="yes">
        <source>{encodings}; %Ln file(s) not for certain</source>
        <translation>
            <numerusform>{encodings}；%Ln 个文件不确定</numerusform>
        </translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>未发现</translation>
    </message>
    <message>
        <source>{share} of what is held back</source>
        <translation>占留出文本的 {share}</translation>
    </message>
    <message>
        <source>{share} of what is held back: drop repeated documents and lines</source>
        <translation>留出部分的 {share}：请去掉重复的文档和行</translation>
    </message>
    <message>
        <source>known once the tokenizer is opened, below</source>
        <translation>在下方打开分词器后可知</translation>
    </message>
    <message>
        <source>known once there is a tokenizer</source>
        <translation>有了分词器后可知</translation>
    </message>
    <message>
        <source>{share} of the tokens</source>
        <translation>占词元的 {share}</translation>
    </message>
    <message>
        <source>Which files were left out, and why</source>
        <translation>哪些文件未纳入，原因是什么</translation>
    </message>
    <message>
        <source>Characters per document</source>
        <translation>每篇文档的字符数</translation>
    </message>
    <message>
        <source>documents</source>
        <translation>篇文档</translation>
    </message>
    <message>
        <source>Files that were left out, and why</source>
        <translation>未纳入的文件及原因</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词数</translation>
    </message>
    <message>
        <source>Between blanks; a Chinese character is one.</source>
        <translation>以空白分隔计数；一个汉字计为一个词。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Kept after cleaning, in UTF-8, of what is read.</source>
        <translation>读取的内容中，清洗后保留的部分，以 UTF-8 计。</translation>
    </message>
    <message>
        <source>Scripts</source>
        <translation>书写系统</translation>
    </message>
    <message>
        <source>Share of the letters in each script.</source>
        <translation>各书写系统所占的字母比例。</translation>
    </message>
    <message>
        <source>Encodings</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>How the files turned out to be written.</source>
        <translation>文件实际采用的编码。</translation>
    </message>
    <message>
        <source>Taken out</source>
        <translation>已去除</translation>
    </message>
    <message>
        <source>Documents and lines that came again, and documents below the minimum length.</source>
        <translation>重复出现的文档和行，以及短于最小长度的文档。</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知词元</translation>
    </message>
    <message>
        <source>Letters and words the tokenizer has no token for: all become the same one, [UNK], and nothing is learned of them. Counted in pieces from all over the text. A larger vocabulary knows more of them, byte-level BPE knows them all. Devlin et al. 2018; Radford et al. 2019</source>
        <translation>分词器没有对应词元的字和词：都变成同一个词元 [UNK]，学不到任何内容。按从全文各处抽取的片段统计。词表更大则认识的更多，字节级 BPE 全都认识。Devlin et al. 2018; Radford et al. 2019</translation>
    </message>
    <message>
        <source>Leakage</source>
        <translation>泄漏 (leakage)</translation>
    </message>
    <message>
        <source>Of the text held back, what stands word for word in the text to learn from as well, in passages of about 14 words or 27 Chinese characters. The model can know it by heart, so it looks better on held-back text than it is. Drop repeated documents and repeated lines under Cleaning, or leave copies out. Brown et al. 2020</source>
        <translation>留出的文本中，在学习用的文本里也逐字出现的部分，按约 14 个词或 27 个汉字的段落计。模型可能已将其背下，因此在留出文本上显得比实际更好。请在“清洗”中去掉重复的文档和行，或不要放入副本。Brown 等 2020</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>未纳入</translation>
    </message>
    <message>
        <source>Files that could not be or are not read.</source>
        <translation>无法读取或不予读取的文件。</translation>
    </message>
    <message>
        <source>twins {documents} · lines {lines} · short {short}</source>
        <translation>重复文档 {documents} · 重复行 {lines} · 过短 {short}</translation>
    </message>
    <message>
        <source>{kept} of {read}</source>
        <translation>{kept}，共 {read}</translation>
    </message>
    <message numerus="yes">
        <source>{count} of %Ln file(s)</source>
        <translation>
            <numerusform>%Ln 个文件中的 {count} 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Latin</source>
        <translation>拉丁文</translation>
    </message>
    <message>
        <source>Han</source>
        <translation>汉字</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>假名</translation>
    </message>
    <message>
        <source>Hangul</source>
        <translation>谚文</translation>
    </message>
    <message>
        <source>Cyrillic</source>
        <translation>西里尔文</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>希腊文</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>阿拉伯文</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>希伯来文</translation>
    </message>
    <message>
        <source>Devanagari</source>
        <translation>天城文</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>泰文</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>Attention map</source>
        <translation>注意力图</translation>
    </message>
    <message>
        <source>Each row is a token that looks, each column a token looked at; a row sums to 1.
softmax(QKᵀ/√d), Vaswani et al. 2017.</source>
        <translation>每行是一个发出关注的词元，每列是一个被关注的词元；每行之和为 1。
softmax(QKᵀ/√d)，Vaswani et al. 2017。</translation>
    </message>
    <message>
        <source>Point or use the arrow keys to isolate a row, or point at the name of a column; click or press Enter to hold it, Esc to let go.
Wheel, + and − zoom, drag to move, 0 or a double click shows all.</source>
        <translation>指向某行或用方向键单独显示一行，指向列名则单独显示一列；单击或按 Enter 锁定，按 Esc 解除。
滚轮、+ 与 − 缩放，拖动平移，按 0 或双击显示全部。</translation>
    </message>
    <message>
        <source>{token} looks at {other}: {value}</source>
        <translation>{token} 关注 {other}：{value}</translation>
    </message>
    <message>
        <source>{token} looks most at {others}</source>
        <translation>{token} 最关注 {others}</translation>
    </message>
    <message>
        <source>{token} changed most at {others}</source>
        <translation>{token} 变化最大的去处：{others}</translation>
    </message>
    <message>
        <source>{token} is looked at most by {others}</source>
        <translation>最关注 {token} 的是 {others}</translation>
    </message>
    <message>
        <source>{token}: the looks of {others} changed most</source>
        <translation>{token}：{others} 的关注变化最大</translation>
    </message>
</context>
<context>
    <name>HeatTools</name>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>求和</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>最高</translation>
    </message>
    <message>
        <source>Several heads as one</source>
        <translation>合并多个头</translation>
    </message>
    <message>
        <source>The mean weight of the chosen heads; a row sums to 1</source>
        <translation>所选头的平均权重；每行之和为 1</translation>
    </message>
    <message>
        <source>The sum of their weights</source>
        <translation>它们的权重之和</translation>
    </message>
    <message>
        <source>The highest weight any of them has</source>
        <translation>它们之中的最高权重</translation>
    </message>
    <message>
        <source>Colours of the maps</source>
        <translation>热力图配色</translation>
    </message>
    <message>
        <source>Three uniform maps that colour-blind people read as well</source>
        <translation>三种色觉障碍者也能读懂的均匀配色</translation>
    </message>
</context>
<context>
    <name>HeatView</name>
    <message numerus="yes">
        <source>%n head(s) as one</source>
        <translation>
            <numerusform>%n 个头合并</numerusform>
        </translation>
    </message>
    <message>
        <source>Layer {layer} · head {head}</source>
        <translation>第 {layer} 层 · 头 {head}</translation>
    </message>
    <message>
        <source>Everything is filtered out</source>
        <translation>全部内容都被筛去了</translation>
    </message>
    <message>
        <source>difference against step {step} · {share} % of the attention moved</source>
        <translation>与第 {step} 步的差异 · {share} % 的注意力发生转移</translation>
    </message>
    <message>
        <source>Half of the sum of all differences of a row, on average over rows</source>
        <translation>每行全部差异之和的一半，再对各行取平均</translation>
    </message>
    <message>
        <source>entropy {bits} bits</source>
        <translation>熵 {bits} 比特</translation>
    </message>
    <message>
        <source>distance {tokens}</source>
        <translation>距离 {tokens}</translation>
    </message>
    <message>
        <source>Of the whole text. Entropy: how spread the attention is (0: one token).
Distance: tokens between the one that looks and the one looked at, on average.</source>
        <translation>针对整段文本。熵（entropy）：注意力的分散程度（0：集中于一个词元）。
距离：关注者与被关注者之间平均相隔的词元数。</translation>
    </message>
</context>
<context>
    <name>ImportCard</name>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>A folder of BERT, RoBERTa, DistilBERT, ELECTRA, GPT-2, BART, T5 and their like, or a capsule. Nothing in it is run; what is damaged or hostile is refused.</source>
        <translation>BERT、RoBERTa、DistilBERT、ELECTRA、GPT-2、BART、T5 等模型的文件夹，或胶囊文件。其中任何代码都不会运行；损坏或恶意的内容会被拒绝。</translation>
    </message>
    <message>
        <source>Drop a model&apos;s folder or a capsule here</source>
        <translation>将模型文件夹或胶囊文件拖到此处</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Choose a capsule…</source>
        <translation>选择胶囊文件…</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>One is imported at a time</source>
        <translation>一次只能导入一个</translation>
    </message>
    <message>
        <source>Choose the folder of a model</source>
        <translation>选择模型文件夹</translation>
    </message>
    <message>
        <source>Choose a capsule</source>
        <translation>选择胶囊文件</translation>
    </message>
    <message>
        <source>Capsules (*{ending})</source>
        <translation>胶囊文件 (*{ending})</translation>
    </message>
    <message>
        <source>Importing {name}</source>
        <translation>正在导入 {name}</translation>
    </message>
    <message>
        <source>a capsule</source>
        <translation>胶囊文件</translation>
    </message>
    <message>
        <source>{source} is {run} now, read as {kind}.</source>
        <translation>{source} 已成为 {run}，按 {kind} 读取。</translation>
    </message>
    <message>
        <source>It has learned: {objectives}.</source>
        <translation>它学过：{objectives}。</translation>
    </message>
</context>
<context>
    <name>ImportedStart</name>
    <message>
        <source>Import a model&apos;s folder…</source>
        <translation>导入模型文件夹…</translation>
    </message>
    <message>
        <source>A folder of transformers becomes a run here, and training begins with it</source>
        <translation>transformers 文件夹在此成为一个运行，并从其权重开始</translation>
    </message>
    <message>
        <source>Choose the folder of a model</source>
        <translation>选择模型文件夹</translation>
    </message>
    <message>
        <source>One is imported at a time</source>
        <translation>一次只能导入一个</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>Importing {name}</source>
        <translation>正在导入 {name}</translation>
    </message>
    <message>
        <source>Imported as {run}</source>
        <translation>已导入为 {run}</translation>
    </message>
</context>
<context>
    <name>InsideView</name>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Feed-forward</source>
        <translation>前馈</translation>
    </message>
    <message>
        <source>What is explained</source>
        <translation>讲解的内容</translation>
    </message>
    <message>
        <source>The token that looks</source>
        <translation>正在看的词元</translation>
    </message>
    <message>
        <source>Click the token whose arithmetic is shown</source>
        <translation>点击要显示其计算过程的词元</translation>
    </message>
    <message>
        <source>Looking inside the head</source>
        <translation>查看头的内部</translation>
    </message>
    <message>
        <source>Layer {layer} · feed-forward</source>
        <translation>第 {layer} 层 · 前馈</translation>
    </message>
    <message>
        <source>Layer {layer} · head {head}</source>
        <translation>第 {layer} 层 · 头 {head}</translation>
    </message>
    <message>
        <source>Token that looks</source>
        <translation>正在看的词元</translation>
    </message>
    <message>
        <source>token {place}, “{token}”</source>
        <translation>词元 {place}，“{token}”</translation>
    </message>
    <message>
        <source>All numbers are worked out in single precision, whatever it trained in.</source>
        <translation>无论以何种精度训练，这里的数值都以单精度计算。</translation>
    </message>
</context>
<context>
    <name>KeptCard</name>
    <message>
        <source>Measured before</source>
        <translation>以往评估</translation>
    </message>
    <message>
        <source>Nothing of this run yet.</source>
        <translation>该运行尚无评估。</translation>
    </message>
    <message>
        <source> · damaged</source>
        <translation> · 已损坏</translation>
    </message>
    <message>
        <source>step {step}, {time}</source>
        <translation>第 {step} 步，{time}</translation>
    </message>
</context>
<context>
    <name>KeptTokenizer</name>
    <message>
        <source>Looking for the tokenizer</source>
        <translation>正在查找分词器</translation>
    </message>
</context>
<context>
    <name>KnownWords</name>
    <message>
        <source>Looking whether the run knows these words</source>
        <translation>正在检查这次运行是否认识这些词</translation>
    </message>
</context>
<context>
    <name>LabelBars</name>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more label(s)</source>
        <translation>
            <numerusform>还有 %Ln 个标签</numerusform>
        </translation>
    </message>
    <message>
        <source>A bar each, from the top: {parts}</source>
        <translation>每部分一条，自上而下：{parts}</translation>
    </message>
</context>
<context>
    <name>LabelChoice</name>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
</context>
<context>
    <name>LikelihoodPart</name>
    <message>
        <source>Each token is hidden in turn, with the later pieces of its word, and asked
for; the logarithms of their probabilities are added up.</source>
        <translation>逐个隐藏词元（连同该词其后的词片）并预测，
再把各概率的对数相加。</translation>
    </message>
    <message>
        <source>Tokens, shaded by how little they were expected</source>
        <translation>词元，按出乎意料的程度着色</translation>
    </message>
    <message>
        <source>With the later pieces of a word in sight: {nats} nats, {bits} bits per byte</source>
        <translation>可见该词其后的词片时：{nats} nats，每字节 {bits} 比特</translation>
    </message>
    <message>
        <source>The sentence: {nats} nats, {bits} bits per byte</source>
        <translation>整句：{nats} nats，每字节 {bits} 比特</translation>
    </message>
    <message>
        <source>{token}: {nats} nats, {share}</source>
        <translation>{token}：{nats} nats，{share}</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>{nats} nats</source>
        <translation>{nats} nats</translation>
    </message>
</context>
<context>
    <name>LiveCard</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>See it on Train</source>
        <translation>在训练页查看</translation>
    </message>
    <message>
        <source>Main figure</source>
        <translation>主要指标</translation>
    </message>
    <message>
        <source>Loss curves</source>
        <translation>损失曲线</translation>
    </message>
    <message>
        <source>The main figure over the steps</source>
        <translation>主要指标随步数的变化</translation>
    </message>
    <message>
        <source>It stops after this micro-batch.</source>
        <translation>完成这个微批次后停止。</translation>
    </message>
    <message>
        <source>End now; what it learned is kept and measured where you ask for it.</source>
        <translation>现在结束；学到的内容会保留，需要时再测量。</translation>
    </message>
    <message>
        <source>Measured on the examples held back.</source>
        <translation>在留出的样例上测得。</translation>
    </message>
    <message>
        <source>best {value} {unit}</source>
        <translation>最佳 {value} {unit}</translation>
    </message>
    <message>
        <source>floor {value} {unit}</source>
        <translation>基线 {value} {unit}</translation>
    </message>
</context>
<context>
    <name>LooksPart</name>
    <message>
        <source>The gap looks at</source>
        <translation>空缺所看之处</translation>
    </message>
    <message>
        <source>Gap whose attention is shown</source>
        <translation>显示哪个空缺的注意力</translation>
    </message>
    <message>
        <source>Head whose attention is shown</source>
        <translation>显示哪个头的注意力</translation>
    </message>
    <message>
        <source>All heads</source>
        <translation>全部注意力头</translation>
    </message>
    <message>
        <source>See this text in every head, on Look</source>
        <translation>在“观察”页查看每个头如何看这段文本</translation>
    </message>
    <message>
        <source>Tokens, shaded by how much the gap looks at them</source>
        <translation>词元，按空缺对其的注意力着色</translation>
    </message>
    <message>
        <source>How much of its attention the mask pays to each token; it sums to 1.</source>
        <translation>掩码分给每个词元的注意力；总和为 1。</translation>
    </message>
    <message>
        <source>softmax(QKᵀ/√d), Vaswani et al. 2017</source>
        <translation>softmax(QKᵀ/√d)，Vaswani et al. 2017</translation>
    </message>
    <message>
        <source>Gap {number}</source>
        <translation>空位 {number}</translation>
    </message>
    <message>
        <source>Layer {layer}, head {head}</source>
        <translation>第 {layer} 层，头 {head}</translation>
    </message>
    <message>
        <source>Mean of all heads</source>
        <translation>全部头的平均</translation>
    </message>
</context>
<context>
    <name>LossPanel</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Loss curves</source>
        <translation>损失曲线</translation>
    </message>
    <message>
        <source>Drag to zoom, double-click to see all, right-drag to move.
Triangles under the axis are checkpoints that can be opened.</source>
        <translation>拖动可放大，双击可查看全部，按住右键拖动可平移。
坐标轴下方的三角形是可以打开的检查点。</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Undo the zoom (double click, or 0)</source>
        <translation>取消缩放（双击，或按 0）</translation>
    </message>
    <message>
        <source>Saving the curves</source>
        <translation>保存曲线</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>What the horizontal axis counts</source>
        <translation>横轴的计量单位</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic vertical axis</source>
        <translation>纵轴取对数</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>对数轴</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Smoothing of the training curves: an exponential moving average.
The measured values stay visible, faint. Validation is never smoothed.</source>
        <translation>训练曲线的平滑：指数滑动平均。
实测值仍以浅色显示。验证曲线从不平滑。</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>平滑</translation>
    </message>
</context>
<context>
    <name>MannerCard</name>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>What suits the model and the examples is filled in once they are read.</source>
        <translation>读取样例后会填入适合模型与样例的值。</translation>
    </message>
    <message>
        <source>About {steps} steps at most; fewer where it gets no better any more.</source>
        <translation>最多约 {steps} 步；不再变好时提前结束。</translation>
    </message>
</context>
<context>
    <name>MannerFields</name>
    <message>
        <source>Give a temperature, or choose the likeliest token always.</source>
        <translation>请给出温度，或改为总取最可能的词元。</translation>
    </message>
    <message>
        <source>Greedy</source>
        <translation>贪心 (greedy)</translation>
    </message>
    <message>
        <source>Always the likeliest token, so the same text every time; else drawn.</source>
        <translation>总取最可能的词元，每次结果相同；否则随机抽取。</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>取法</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Another seed</source>
        <translation>换一个种子</translation>
    </message>
    <message>
        <source>Another seed, by chance</source>
        <translation>随机换一个种子</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Below 1 safer, above 1 wilder; 1 as learned.</source>
        <translation>小于 1 更稳妥，大于 1 更随意；1 为学到的原样。</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Draw from so many of the likeliest tokens; empty: from all.</source>
        <translation>从最可能的若干个词元中抽取；留空：从全部中抽取。</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Draw from as few tokens as have this share together; empty: from all.</source>
        <translation>从概率之和达到此份额的最少词元中抽取；留空：从全部中抽取。</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>重复惩罚</translation>
    </message>
    <message>
        <source>Above 1: tokens that stand there already become less likely.</source>
        <translation>大于 1：已出现的词元变得不太可能。</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Tokens at most; empty: as many as the model has room for.</source>
        <translation>最多词元数；留空：模型容得下多少写多少。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same seed draws the same text.</source>
        <translation>相同的种子抽出相同的文本。</translation>
    </message>
    <message>
        <source>Beams</source>
        <translation>束数</translation>
    </message>
    <message>
        <source>Texts that are followed at once, and answers given; 1: greedy.</source>
        <translation>同时追踪的文本数，也是给出的答案数；1 即贪心。</translation>
    </message>
    <message>
        <source>Length penalty</source>
        <translation>长度惩罚</translation>
    </message>
    <message>
        <source>0 favours short texts; 1 divides by their length as published.</source>
        <translation>0 偏好短文本；1 按论文所述除以长度。</translation>
    </message>
</context>
<context>
    <name>Measured</name>
    <message>
        <source>Measuring the heads</source>
        <translation>正在测量注意力头</translation>
    </message>
</context>
<context>
    <name>MeasuredFile</name>
    <message>
        <source>Drop a file or a folder here</source>
        <translation>将文件或文件夹拖到此处</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>The line</source>
        <translation>该行文字</translation>
    </message>
    <message>
        <source>Nothing chosen yet.</source>
        <translation>尚未选择。</translation>
    </message>
    <message>
        <source>What to measure on</source>
        <translation>用什么评估</translation>
    </message>
</context>
<context>
    <name>Measuring</name>
    <message>
        <source>Measuring this machine</source>
        <translation>正在测量本机</translation>
    </message>
    <message>
        <source>tokens/s: the choices changed meanwhile. Measure again.</source>
        <translation>词元/秒：测量期间选择有改动，请重新测量。</translation>
    </message>
    <message>
        <source>Mend the marked fields first.</source>
        <translation>请先修正标出的字段。</translation>
    </message>
    <message>
        <source>A run is under way: pause it, or wait for its end.</source>
        <translation>有运行正在进行：请将其暂停，或等它结束。</translation>
    </message>
    <message>
        <source>It takes more memory than is free.</source>
        <translation>所需内存超过了可用内存。</translation>
    </message>
    <message>
        <source>tokens/s: a run began meanwhile. Measure again after it.</source>
        <translation>词元/秒：测量期间有运行开始，请在其结束后重新测量。</translation>
    </message>
</context>
<context>
    <name>NearList</name>
    <message>
        <source>Nearest</source>
        <translation>最近的</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>The nearest</source>
        <translation>最近的</translation>
    </message>
    <message>
        <source>Cosine of two vectors: 1 alike, 0 nothing in common. Of words, what all have in common is taken off first (Mu and Viswanath 2018).
Click a word to go on from it.</source>
        <translation>两个向量的余弦：1 为相同，0 为毫无共同之处。对于词，先减去所有词共有的部分（Mu &amp; Viswanath 2018）。
点击一个词，从它继续。</translation>
    </message>
    <message>
        <source>Click a point, or search a word</source>
        <translation>点击一个点，或查找一个词</translation>
    </message>
    <message>
        <source>Nearest to “{word}”</source>
        <translation>离“{word}”最近的</translation>
    </message>
</context>
<context>
    <name>NoRow</name>
    <message>
        <source>No text yet</source>
        <translation>尚无文本</translation>
    </message>
    <message>
        <source>Tokens come from your own text. Choose some on the Data page first.</source>
        <translation>词元来自自己的文本。请先在数据页选择文本。</translation>
    </message>
    <message>
        <source>Go to Data</source>
        <translation>前往数据页</translation>
    </message>
    <message>
        <source>Go to Model</source>
        <translation>前往模型页</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>前往训练页</translation>
    </message>
    <message>
        <source>No row to show yet</source>
        <translation>暂无可显示的行</translation>
    </message>
    <message>
        <source>No tokenizer yet</source>
        <translation>尚无分词器</translation>
    </message>
    <message>
        <source>The row is made of tokens; the vocabulary is learned from your text.</source>
        <translation>行由词元组成；词表从所选文本中学习。</translation>
    </message>
    <message>
        <source>Train tokenizer</source>
        <translation>训练分词器</translation>
    </message>
</context>
<context>
    <name>NumberInput</name>
    <message>
        <source>“{text}” is no whole number</source>
        <translation>“{text}”不是整数</translation>
    </message>
    <message>
        <source>“{text}” is no number</source>
        <translation>“{text}”不是数字</translation>
    </message>
</context>
<context>
    <name>NumberMap</name>
    <message numerus="yes">
        <source>%Ln number(s)</source>
        <translation>
            <numerusform>%Ln 个数</numerusform>
        </translation>
    </message>
    <message>
        <source>{numbers}, from {low} to {high}</source>
        <translation>{numbers}，从 {low} 到 {high}</translation>
    </message>
    <message>
        <source>Copy this number</source>
        <translation>复制这个数</translation>
    </message>
    <message>
        <source>Copy this row</source>
        <translation>复制这一行</translation>
    </message>
    <message>
        <source>Copy all numbers</source>
        <translation>复制所有数</translation>
    </message>
</context>
<context>
    <name>ObjectiveCard</name>
    <message>
        <source>Go to Data</source>
        <translation>前往数据页</translation>
    </message>
    <message>
        <source>Details of {objective}</source>
        <translation>{objective}：详细信息</translation>
    </message>
    <message>
        <source>Its points over the budget are followed instead: see below.</source>
        <translation>现在按其随进度变化的点取权重：见下方。</translation>
    </message>
    <message>
        <source>Weight: how much this loss counts in the sum of the losses.</source>
        <translation>权重：这项损失在损失之和中所占的分量。</translation>
    </message>
    <message>
        <source>Train with this objective</source>
        <translation>用此目标训练</translation>
    </message>
    <message>
        <source>Weight of {objective}</source>
        <translation>“{objective}”的权重</translation>
    </message>
</context>
<context>
    <name>ObjectiveList</name>
    <message>
        <source>Objectives</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Loading the objectives…</source>
        <translation>正在加载训练目标…</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>No result yet</source>
        <translation>还没有结果</translation>
    </message>
    <message>
        <source>Choose a trained run above, examples at the left, and start tuning.</source>
        <translation>在上方选择训练好的运行，在左侧选择样例，然后开始微调。</translation>
    </message>
    <message>
        <source>{run} was trained elsewhere. Choose examples and start tuning; the tuned run becomes a run of its own, and its result stands here.</source>
        <translation>{run} 是在别处训练的。选择样例并开始微调；微调得到一个独立的运行，其结果显示在这里。</translation>
    </message>
    <message>
        <source>{run} has learned no task. Choose examples and start tuning; the tuned run becomes a run of its own, and its result stands here.</source>
        <translation>{run} 没有学过任务。选择样例并开始微调；微调得到一个独立的运行，其结果显示在这里。</translation>
    </message>
    <message>
        <source>Nothing tuned yet</source>
        <translation>尚未微调</translation>
    </message>
</context>
<context>
    <name>OwnText</name>
    <message>
        <source>She opened the door and looked out. The garden was quite empty.</source>
        <translation>她打开门向外望去。花园里空无一人。</translation>
    </message>
    <message>
        <source>Your own text</source>
        <translation>自己的文本</translation>
    </message>
    <message>
        <source>Type anything: the row follows as you type.</source>
        <translation>可输入任意内容：下方的行会随之更新。</translation>
    </message>
    <message>
        <source>Looking for files</source>
        <translation>正在查找文件</translation>
    </message>
    <message>
        <source>Looking at your text</source>
        <translation>正在观察你的文本</translation>
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
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Labelled pairs</source>
        <translation>带标签的句对</translation>
    </message>
    <message>
        <source>Parallel text</source>
        <translation>平行文本</translation>
    </message>
    <message>
        <source>What is chosen here</source>
        <translation>此处选择的内容</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>组成部分</translation>
    </message>
    <message>
        <source>Loading the form…</source>
        <translation>正在加载表单…</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>shapes at the arrows, parameters at the right</source>
        <translation>箭头旁为形状，右侧为参数量</translation>
    </message>
    <message>
        <source>The model as blocks</source>
        <translation>模型的模块图</translation>
    </message>
    <message>
        <source>Saving the drawing</source>
        <translation>保存图形</translation>
    </message>
    <message>
        <source>Save as Mermaid…</source>
        <translation>保存为 Mermaid…</translation>
    </message>
    <message>
        <source>Copy as Mermaid</source>
        <translation>复制为 Mermaid</translation>
    </message>
    <message>
        <source>Counting parameters</source>
        <translation>正在计算参数量</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Nothing was measured yet</source>
        <translation>尚无测量结果</translation>
    </message>
    <message>
        <source>Curves, attention and answers appear here with the first steps.</source>
        <translation>训练开始后，曲线、注意力和答案会显示在这里。</translation>
    </message>
    <message>
        <source>‹ Back to the run</source>
        <translation>‹ 返回运行</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>{name} was trained elsewhere: look into it, try it, tune it, or begin a new run with its weights.</source>
        <translation>{name} 在别处训练：可以查看、试用、微调，或以其权重开始新的运行。</translation>
    </message>
    <message>
        <source>No curves here</source>
        <translation>此处没有曲线</translation>
    </message>
    <message>
        <source>{name} ended before its first step.</source>
        <translation>{name} 在第一步之前就结束了。</translation>
    </message>
    <message>
        <source>Nothing was measured</source>
        <translation>没有测得任何数值</translation>
    </message>
    <message>
        <source>What to do with the run</source>
        <translation>对运行做什么</translation>
    </message>
    <message>
        <source>Tune</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>观察</translation>
    </message>
    <message>
        <source>Comparing two steps</source>
        <translation>比较两步</translation>
    </message>
    <message>
        <source>Reading a recorded step</source>
        <translation>正在读取记录步</translation>
    </message>
    <message>
        <source>No run to look into</source>
        <translation>没有可观察的运行</translation>
    </message>
    <message>
        <source>Start a run, or choose one above; its heads are recorded as it learns.</source>
        <translation>请开始一个运行，或在上方选择一个；学习过程中会记录其注意力头。</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>前往训练页</translation>
    </message>
    <message>
        <source>The first look comes soon</source>
        <translation>首次观察即将到来</translation>
    </message>
    <message>
        <source>The heads are recorded every few steps, as soon as training begins.</source>
        <translation>训练一开始，每隔几步就会记录一次注意力头。</translation>
    </message>
    <message>
        <source>Reading the recorded steps…</source>
        <translation>正在读取记录步…</translation>
    </message>
    <message>
        <source>None of the recorded steps can be read</source>
        <translation>已记录的步均无法读取</translation>
    </message>
    <message>
        <source>A text of your own can still be looked at, where a checkpoint is whole.</source>
        <translation>只要有完好的检查点，仍可观察自己的文本。</translation>
    </message>
    <message>
        <source>Nothing was recorded</source>
        <translation>没有任何记录</translation>
    </message>
    <message>
        <source>{name} ended before its first look, or had no room to keep one.</source>
        <translation>{name} 在第一次观察之前就结束了，或没有空间保存观察结果。</translation>
    </message>
    <message>
        <source>Type a text above</source>
        <translation>请在上方输入文本</translation>
    </message>
    <message>
        <source>The model reads it while you type.</source>
        <translation>模型会随着输入读取它。</translation>
    </message>
    <message>
        <source>One is needed to read your text.</source>
        <translation>读取你的文本需要一个检查点。</translation>
    </message>
    <message>
        <source>Your text was not looked at</source>
        <translation>未能观察你的文本</translation>
    </message>
    <message>
        <source>What is in its way stands above.</source>
        <translation>原因见上方。</translation>
    </message>
    <message>
        <source>Looking at your text…</source>
        <translation>正在观察你的文本…</translation>
    </message>
    <message>
        <source>What to try</source>
        <translation>试用内容</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>No model to try</source>
        <translation>没有可试用的模型</translation>
    </message>
    <message>
        <source>Start a run, or choose one above; its checkpoints can be tried here.</source>
        <translation>请开始一个运行，或在上方选择一个；其检查点可在这里试用。</translation>
    </message>
    <message>
        <source>{run} cannot: it learned {objectives}.</source>
        <translation>{run} 做不到：它学的是{objectives}。</translation>
    </message>
    <message>
        <source>Reading the checkpoints…</source>
        <translation>正在读取检查点…</translation>
    </message>
    <message>
        <source>No checkpoint yet</source>
        <translation>尚无检查点</translation>
    </message>
    <message>
        <source>{name} saves its first one soon; “Save now” on Train saves one at once.</source>
        <translation>{name} 很快会保存第一个检查点；在训练页点“立即保存”可马上保存一个。</translation>
    </message>
    <message>
        <source>Those {name} has saved are damaged.</source>
        <translation>{name} 保存的检查点均已损坏。</translation>
    </message>
    <message>
        <source>No checkpoint to try</source>
        <translation>没有可试用的检查点</translation>
    </message>
    <message>
        <source>{name} ended before it saved one.</source>
        <translation>{name} 在保存检查点之前已结束。</translation>
    </message>
    <message>
        <source>Needs a run trained on one of: {objectives}.</source>
        <translation>需要用以下目标之一训练的运行：{objectives}。</translation>
    </message>
</context>
<context>
    <name>PairCard</name>
    <message>
        <source>Judge a pair</source>
        <translation>判断句对</translation>
    </message>
    <message>
        <source>How likely each relation of A and B is comes here; press “Judge”.</source>
        <translation>此处将显示 A 与 B 各种关系的概率；请按“判断”。</translation>
    </message>
    <message>
        <source>Passage A</source>
        <translation>文段 A</translation>
    </message>
    <message>
        <source>Passage B</source>
        <translation>文段 B</translation>
    </message>
    <message>
        <source>Type two passages.</source>
        <translation>请输入两段文字。</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation>交换 A 和 B</translation>
    </message>
</context>
<context>
    <name>PairFields</name>
    <message>
        <source>Files to hold back are named: no share is.</source>
        <translation>已指定留出的文件，因此不再按比例留出。</translation>
    </message>
</context>
<context>
    <name>PairText</name>
    <message>
        <source>Premise (A)</source>
        <translation>前提 (A)</translation>
    </message>
    <message>
        <source>What is taken as true: “A girl reads on the train.”</source>
        <translation>视为真的句子：“一个女孩在火车上看书。”</translation>
    </message>
    <message>
        <source>Hypothesis (B)</source>
        <translation>假设 (B)</translation>
    </message>
    <message>
        <source>Does it follow from A? “The girl is travelling.” does.</source>
        <translation>它能由 A 推出吗？“女孩在旅途中。”就能。</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>源句</translation>
    </message>
    <message>
        <source>A sentence in the language you have: “The boats went out.”</source>
        <translation>已有语言的一句话：“The boats went out.”</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>译句</translation>
    </message>
    <message>
        <source>The same in the language you want: “Die Boote fuhren hinaus.”</source>
        <translation>目标语言的同一句话：“船都出海了。”</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>What a person said of the two: one of the labels in the files.</source>
        <translation>人对这两句的判断：文件中的标签之一。</translation>
    </message>
    <message>
        <source>Looking for pairs</source>
        <translation>正在查找句对</translation>
    </message>
    <message>
        <source>From our sample pairs, until you name your own on the Data page.</source>
        <translation>取自自带的示例句对；可在“数据”页指定自己的文件。</translation>
    </message>
</context>
<context>
    <name>PairView</name>
    <message>
        <source>Judgement: {objective}</source>
        <translation>判断：{objective}</translation>
    </message>
    <message>
        <source>The probability the run gives each class of “{objective}”.</source>
        <translation>该运行给“{objective}”各类别的概率。</translation>
    </message>
</context>
<context>
    <name>PairsCard</name>
    <message>
        <source>Labelled pairs</source>
        <translation>带标签的句对</translation>
    </message>
    <message>
        <source>Parallel text</source>
        <translation>平行文本</translation>
    </message>
    <message>
        <source>Use sample</source>
        <translation>使用示例</translation>
    </message>
    <message>
        <source>Fetching the sample</source>
        <translation>正在获取示例</translation>
    </message>
    <message>
        <source>English: pairs written for Cloze Studio</source>
        <translation>English：为 Cloze Studio 编写的句对</translation>
    </message>
    <message>
        <source>中文: pairs written for Cloze Studio</source>
        <translation>中文：为 Cloze Studio 编写的句对</translation>
    </message>
    <message>
        <source>English and Chinese, written for Cloze Studio</source>
        <translation>英文与中文，为 Cloze Studio 编写</translation>
    </message>
    <message>
        <source>Two passages and how they relate, in every row: what inference learns from.</source>
        <translation>每行两段文字及其关系：推理目标由此学习。</translation>
    </message>
    <message>
        <source>Sentences and their translations, in two files line by line or in one table.</source>
        <translation>句子及其译文：两个逐行对应的文件，或一张表。</translation>
    </message>
    <message>
        <source>No objective of the recipe reads these.</source>
        <translation>配方中没有目标读取这些内容。</translation>
    </message>
</context>
<context>
    <name>PairsPreview</name>
    <message>
        <source>Pairs</source>
        <translation>句对</translation>
    </message>
    <message>
        <source>Read the pairs</source>
        <translation>读取句对</translation>
    </message>
    <message>
        <source>The first pairs</source>
        <translation>最前面的句对</translation>
    </message>
    <message>
        <source>Mend the marked fields first.</source>
        <translation>请先修正标出的字段。</translation>
    </message>
    <message>
        <source>Reading the pairs</source>
        <translation>正在读取句对</translation>
    </message>
    <message>
        <source>The first pairs stand here, and how many there are of each label.</source>
        <translation>这里显示最前面的句对，以及每个标签的数量。</translation>
    </message>
    <message>
        <source>The first sentences stand here, each beside its translation.</source>
        <translation>这里显示最前面的句子，旁边是各自的译文。</translation>
    </message>
    <message>
        <source>{pairs} pairs, {held} of them held back</source>
        <translation>{pairs} 对，其中 {held} 对留作验证</translation>
    </message>
    <message>
        <source>Left out: {unlabelled} without a label, {malformed} that are no pair, {empty} with an empty passage, {too_long} far too long</source>
        <translation>已略去：{unlabelled} 行没有标签，{malformed} 行不成对，{empty} 行有空段落，{too_long} 行过长</translation>
    </message>
    <message>
        <source>{count} of them have the label “-1”: beside the others it means that nobody judged them.</source>
        <translation>其中 {count} 行的标签是“-1”：与其他标签并列时，它表示无人判断过。</translation>
    </message>
    <message>
        <source>No pairs could be read in {count} of the tables: {names}</source>
        <translation>有 {count} 个表格读不出句对：{names}</translation>
    </message>
    <message>
        <source>First passage</source>
        <translation>第一段</translation>
    </message>
    <message>
        <source>Second passage</source>
        <translation>第二段</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
</context>
<context>
    <name>PasteBox</name>
    <message>
        <source>Paste text here. A blank line begins a new section.</source>
        <translation>在此粘贴文本。空行表示新段落的开始。</translation>
    </message>
    <message>
        <source>Text to add</source>
        <translation>要添加的文本</translation>
    </message>
    <message>
        <source>Add text</source>
        <translation>添加文本</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s)</source>
        <translation>
            <numerusform>%Ln 个字符</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s); so many are kept only once they are added</source>
        <translation>
            <numerusform>%Ln 个字符；这么长的文本添加之后才会保存</numerusform>
        </translation>
    </message>
    <message>
        <source>Keeping the pasted text</source>
        <translation>正在保存粘贴的文本</translation>
    </message>
</context>
<context>
    <name>PathsEditor</name>
    <message>
        <source>One file a line</source>
        <translation>每行一个文件</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Add: {what}</source>
        <translation>添加：{what}</translation>
    </message>
</context>
<context>
    <name>Pickers</name>
    <message>
        <source>The folder with your runs, tokenizers and texts</source>
        <translation>存放运行、分词器和文本的文件夹</translation>
    </message>
    <message>
        <source>Another workspace can be opened when no run is under way.</source>
        <translation>没有运行正在进行时才能打开另一个工作区。</translation>
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
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
</context>
<context>
    <name>PinButton</name>
    <message>
        <source>Pin to Train</source>
        <translation>固定到训练页</translation>
    </message>
    <message>
        <source>Have this answered again at every probe of a run;
Train shows how its probabilities change.</source>
        <translation>让运行在每次探测时重新回答；
训练页显示其概率如何变化。</translation>
    </message>
</context>
<context>
    <name>Pinning</name>
    <message>
        <source>To {run}, which trains now</source>
        <translation>固定到正在训练的 {run}</translation>
    </message>
    <message>
        <source>To {run}, for when it goes on</source>
        <translation>固定到 {run}，继续训练时生效</translation>
    </message>
    <message>
        <source>To the next run</source>
        <translation>固定到下一次运行</translation>
    </message>
    <message>
        <source>Pinned; Train shows it from the next probe on</source>
        <translation>已固定；训练页从下次探测起显示</translation>
    </message>
    <message>
        <source>Pinned; it is answered once {run} goes on</source>
        <translation>已固定；{run} 继续训练后回答</translation>
    </message>
    <message>
        <source>Pinning</source>
        <translation>正在固定</translation>
    </message>
    <message>
        <source>Pinned for the next run</source>
        <translation>已固定到下一次运行</translation>
    </message>
</context>
<context>
    <name>PlanRows</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
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
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Change: {what}</source>
        <translation>更改：{what}</translation>
    </message>
    <message>
        <source>not chosen yet</source>
        <translation>尚未选择</translation>
    </message>
    <message>
        <source>Text and pairs</source>
        <translation>文本与句对</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>句对</translation>
    </message>
    <message>
        <source>Labelled pairs</source>
        <translation>带标签的句对</translation>
    </message>
    <message>
        <source>Source and target</source>
        <translation>原文与译文</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 项</translation>
    </message>
    <message numerus="yes">
        <source>{size}: %n layer(s) × {width}, {length} tokens a row</source>
        <translation>
            <numerusform>{size}：%n 层 × {width}，每行 {length} 个词元</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlotLegend</name>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Curves on different lines measure different things: do not compare.</source>
        <translation>不同行的曲线衡量的是不同的东西：请勿相互比较。</translation>
    </message>
    <message>
        <source>Show or hide this objective&apos;s curves</source>
        <translation>显示或隐藏此目标的曲线</translation>
    </message>
</context>
<context>
    <name>PointMap</name>
    <message>
        <source>Map of vectors</source>
        <translation>向量图</translation>
    </message>
    <message numerus="yes">
        <source>%Ln point(s)</source>
        <translation>
            <numerusform>%Ln 个点</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PointsCurve</name>
    <message>
        <source>Weight over the budget, as a curve</source>
        <translation>权重随预算变化的曲线</translation>
    </message>
    <message>
        <source>no point at hand; points: {count}</source>
        <translation>未选中任何点；点数：{count}</translation>
    </message>
    <message>
        <source>point {number} of {count}: weight {weight} at {share} % of the budget</source>
        <translation>第 {number} 个点 (共 {count} 个)：预算用到 {share} % 时权重为 {weight}</translation>
    </message>
    <message>
        <source>of the budget</source>
        <translation>预算</translation>
    </message>
</context>
<context>
    <name>PointsEditor</name>
    <message>
        <source>Click to make a point, drag it, Delete removes it. Arrow keys move it, with Ctrl they go from point to point; Space makes one.</source>
        <translation>单击添加一个点，可拖动，按 Delete 删除。方向键移动该点，同时按住 Ctrl 则在各点之间切换；空格键添加一个点。</translation>
    </message>
    <message>
        <source>Write pairs such as 0: 1, 1: 0.2</source>
        <translation>请写成成对的数，例如 0: 1, 1: 0.2</translation>
    </message>
</context>
<context>
    <name>PositionsPage</name>
    <message>
        <source>Places</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What is added for each place</source>
        <translation>每个位置所加的内容</translation>
    </message>
    <message>
        <source>How alike two places are</source>
        <translation>两个位置有多相似</translation>
    </message>
    <message>
        <source>The cosine between the vectors of any two places: 1 on the diagonal.</source>
        <translation>任意两个位置向量之间的余弦：对角线上为 1。</translation>
    </message>
    <message>
        <source>Likeness of places</source>
        <translation>位置的相似程度</translation>
    </message>
    <message>
        <source>A number for each distance</source>
        <translation>每个距离一个数</translation>
    </message>
    <message>
        <source>Learned, one table a head: distances far away share a number. It is added to the score before softmax.</source>
        <translation>学得的，每个头一张表：较远的距离共用一个数。它在 softmax 之前加到分数上。</translation>
    </message>
    <message>
        <source>Number by distance</source>
        <translation>各距离的数</translation>
    </message>
    <message>
        <source>Added to the query&apos;s scores</source>
        <translation>加到该查询分数上的数</translation>
    </message>
    <message>
        <source>A pair of numbers, turned</source>
        <translation>一对数的旋转</translation>
    </message>
    <message>
        <source>Numbers i and i + d/2 form a pair. Fast pairs tell neighbours apart, slow ones tell far tokens apart.</source>
        <translation>第 i 个与第 i + d/2 个数成一对。转得快的对区分邻近的词元，转得慢的对区分相距远的词元。</translation>
    </message>
    <message>
        <source>Pair of numbers</source>
        <translation>数对</translation>
    </message>
    <message>
        <source>Token looked at</source>
        <translation>被看的词元</translation>
    </message>
    <message>
        <source>The token whose key is shown beside the query</source>
        <translation>与查询并排显示其键的词元</translation>
    </message>
    <message>
        <source>key of</source>
        <translation>键取自</translation>
    </message>
    <message>
        <source>Cosines of the angles</source>
        <translation>各角度的余弦</translation>
    </message>
    <message>
        <source>Sines and cosines of the place, added to the token&apos;s vector, which is scaled by √D = {scale} (Vaswani et al. 2017, section 3.5).</source>
        <translation>位置的正弦与余弦，加到词元的向量上，后者先乘以 √D = {scale}（Vaswani et al. 2017，3.5 节）。</translation>
    </message>
    <message>
        <source>Nothing is added: queries and keys are turned by their places in every layer.</source>
        <translation>不加任何东西：每一层中查询与键按位置旋转。</translation>
    </message>
    <message>
        <source>A learned vector per place is added to the token&apos;s (Devlin et al. 2018).</source>
        <translation>每个位置有一个学得的向量，加到词元的向量上（Devlin et al. 2018）。</translation>
    </message>
    <message>
        <source>Places count by their distance alone: nothing is added to tokens.</source>
        <translation>位置只按距离起作用：词元上不加任何东西。</translation>
    </message>
    <message>
        <source>pair i = {pair} of {count}</source>
        <translation>第 i = {pair} 对，共 {count} 对</translation>
    </message>
    <message>
        <source>This pair adds {part} to q·k.</source>
        <translation>这一对给 q·k 加上 {part}。</translation>
    </message>
    <message>
        <source>{token}, {distance} away</source>
        <translation>{token}，距离 {distance}</translation>
    </message>
    <message>
        <source>distance of the key from the query, tokens</source>
        <translation>键与查询的距离（词元）</translation>
    </message>
    <message>
        <source>Tokens before and after have numbers of their own.</source>
        <translation>前面与后面的词元各有自己的数。</translation>
    </message>
</context>
<context>
    <name>PredictionsPanel</name>
    <message>
        <source>Pinned prediction</source>
        <translation>固定句预测</translation>
    </message>
    <message>
        <source>The pinned sentence; choose a mask</source>
        <translation>固定句；请选择一个遮盖处</translation>
    </message>
    <message>
        <source>The five likeliest answers and their probability;
the small curve shows it over the run so far.</source>
        <translation>五个最可能的答案及其概率；
小曲线为运行至今的概率变化。</translation>
    </message>
    <message>
        <source>Plot the answers over the run</source>
        <translation>绘制答案在训练过程中的走势</translation>
    </message>
    <message>
        <source>Unpin: look at this sentence no more</source>
        <translation>取消固定：不再探测此句</translation>
    </message>
    <message>
        <source>probability over time · step {number}</source>
        <translation>概率随时间的变化 · 第 {number} 步</translation>
    </message>
    <message>
        <source>Hidden from the model</source>
        <translation>对模型隐藏</translation>
    </message>
    <message>
        <source>No word of this sentence is hidden; [MASK] would be filled here.</source>
        <translation>此句没有被遮住的词；[MASK] 会在这里填空。</translation>
    </message>
    <message>
        <source>This run fills no masks; the attention panel shows how it reads.</source>
        <translation>此运行不会填空；注意力面板显示它如何阅读。</translation>
    </message>
    <message>
        <source>step {number}</source>
        <translation>第 {number} 步</translation>
    </message>
</context>
<context>
    <name>PreparingCard</name>
    <message>
        <source>Preparing</source>
        <translation>准备</translation>
    </message>
    <message>
        <source>the next run on the same text starts at once</source>
        <translation>同一文本的下一次运行可立即开始</translation>
    </message>
    <message>
        <source>Read the text</source>
        <translation>读取文本</translation>
    </message>
    <message>
        <source>Train the tokenizer</source>
        <translation>训练分词器</translation>
    </message>
    <message>
        <source>Encode the text</source>
        <translation>编码文本</translation>
    </message>
    <message>
        <source>Measure this machine</source>
        <translation>测量本机</translation>
    </message>
    <message>
        <source>Build the model</source>
        <translation>构建模型</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Paused; nothing trains yet</source>
        <translation>已暂停；尚未开始训练</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
</context>
<context>
    <name>PreviewCard</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>No text yet</source>
        <translation>尚无文本</translation>
    </message>
    <message>
        <source>Drop a folder of text here, or begin with the sample that comes along.</source>
        <translation>把装有文本的文件夹拖放到这里，或从附带的示例开始。</translation>
    </message>
    <message>
        <source>Use the English sample</source>
        <translation>使用英文示例</translation>
    </message>
    <message>
        <source>File to look at</source>
        <translation>要查看的文件</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Cleaned</source>
        <translation>清洗后</translation>
    </message>
    <message>
        <source>How the file is shown</source>
        <translation>文件的显示方式</translation>
    </message>
    <message>
        <source>The text as the file holds it.</source>
        <translation>文件中的原始文本。</translation>
    </message>
    <message>
        <source>What is taken out is struck through in red.</source>
        <translation>被去除的内容以红色删除线标出。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Text of the file</source>
        <translation>文件的文本</translation>
    </message>
    <message>
        <source>Looking for files</source>
        <translation>正在查找文件</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message numerus="yes">
        <source>{encoding} · %Ln character(s) taken out</source>
        <translation>
            <numerusform>{encoding} · 去除了 %Ln 个字符</numerusform>
        </translation>
    </message>
    <message>
        <source>by its mark</source>
        <translation>依据字节顺序标记</translation>
    </message>
    <message>
        <source>as it says itself</source>
        <translation>依据文件自己的声明</translation>
    </message>
    <message>
        <source>damaged in places</source>
        <translation>有几处损坏</translation>
    </message>
    <message>
        <source>by its zero bytes</source>
        <translation>依据零字节的位置</translation>
    </message>
    <message>
        <source>by its characters</source>
        <translation>依据所含文字</translation>
    </message>
    <message>
        <source>guessed</source>
        <translation>猜测</translation>
    </message>
    <message>
        <source>⚠ guessed</source>
        <translation>⚠ 猜测</translation>
    </message>
</context>
<context>
    <name>PreviewTable</name>
    <message>
        <source>The first rows</source>
        <translation>最前面的几行</translation>
    </message>
    <message>
        <source>Read as {role}</source>
        <translation>读作{role}</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>不读取</translation>
    </message>
</context>
<context>
    <name>ProbabilityBars</name>
    <message>
        <source>probability of what was predicted</source>
        <translation>所预测内容的概率</translation>
    </message>
    <message>
        <source>{low}–{high}: {right} right, {wrong} wrong</source>
        <translation>{low}–{high}：{right} 个对，{wrong} 个错</translation>
    </message>
    <message>
        <source>{right} right, {wrong} wrong (hatched)</source>
        <translation>{right} 个对，{wrong} 个错（斜线）</translation>
    </message>
</context>
<context>
    <name>PublishedResults</name>
    <message>
        <source>What the papers measured</source>
        <translation>论文中的测量结果</translation>
    </message>
</context>
<context>
    <name>QuestionCard</name>
    <message>
        <source>What to measure</source>
        <translation>评估什么</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>This run learned {learned}. Needs a run trained on one of: {needed}.</source>
        <translation>该运行学的是{learned}。需要训练过以下任一目标：{needed}。</translation>
    </message>
    <message>
        <source>The engine is being loaded.</source>
        <translation>正在加载引擎。</translation>
    </message>
    <message>
        <source>Type the line first.</source>
        <translation>请先输入该行文字。</translation>
    </message>
    <message>
        <source>Choose what to measure on first.</source>
        <translation>请先选择用什么评估。</translation>
    </message>
    <message>
        <source>Measure this; the result is kept in the run&apos;s folder</source>
        <translation>开始评估；结果保存在该运行的文件夹中</translation>
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
    <name>Ranking</name>
    <message>
        <source>Ranking the heads</source>
        <translation>正在为头排序</translation>
    </message>
    <message>
        <source>What each head is worth</source>
        <translation>每个头的价值</translation>
    </message>
    <message>
        <source>How much worse the answers get when one head alone is switched off.
Click a row to look at its head; its box switches the head off.
After Michel, Levy and Neubig 2019, “Are sixteen heads really better than one?”</source>
        <translation>单独关闭一个头时，答案变差多少。
点击一行查看该头；勾选方框则关闭该头。
依据 Michel、Levy 与 Neubig 2019，《Are sixteen heads really better than one?》</translation>
    </message>
    <message>
        <source>Off · head</source>
        <translation>关 · 头</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
</context>
<context>
    <name>RatesPanel</name>
    <message>
        <source>Course of the training</source>
        <translation>训练过程</translation>
    </message>
    <message>
        <source>What to plot</source>
        <translation>绘制内容</translation>
    </message>
    <message>
        <source>Gradient norm: the length of the gradient before clipping; sudden rises foretell
trouble (Pascanu et al. 2013).</source>
        <translation>梯度范数：裁剪前梯度的长度；突然升高
预示训练将出问题（Pascanu et al. 2013）。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation>每秒词元数</translation>
    </message>
    <message>
        <source>Saving the curves</source>
        <translation>保存曲线</translation>
    </message>
    <message>
        <source>{name}, validation</source>
        <translation>{name}，验证</translation>
    </message>
    <message>
        <source>Weights of the losses</source>
        <translation>各损失的权重</translation>
    </message>
    <message>
        <source>Accuracy: {objective}</source>
        <translation>准确率：{objective}</translation>
    </message>
    <message>
        <source>Bits per byte: {objective}</source>
        <translation>每字节比特：{objective}</translation>
    </message>
</context>
<context>
    <name>RecentRuns</name>
    <message>
        <source>Runs in this workspace</source>
        <translation>此工作区中的运行</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>Open a run with a double click or Enter</source>
        <translation>双击运行或按 Enter 打开</translation>
    </message>
    <message>
        <source>None yet. The first one appears here.</source>
        <translation>尚无运行。第一个运行会显示在这里。</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>ended without warning</source>
        <translation>意外结束</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
</context>
<context>
    <name>RecipeFields</name>
    <message>
        <source>Details ({count})</source>
        <translation>详细信息 ({count})</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>Recorded</name>
    <message>
        <source>Reading the recorded steps</source>
        <translation>正在读取记录步</translation>
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
        <source>Cloze Studio itself ended without warning last time.</source>
        <translation>Cloze Studio 上次意外结束。</translation>
    </message>
    <message>
        <source>{name} ended without warning, at step {step} or later. It can go on from its newest checkpoint.</source>
        <translation>{name} 在第 {step} 步或之后意外结束。可以从最新的检查点继续。</translation>
    </message>
    <message>
        <source>{name} ended without warning, at step {step} or later, before its first checkpoint. It can begin again.</source>
        <translation>{name} 在第 {step} 步或之后意外结束，尚未保存第一个检查点。可以重新开始。</translation>
    </message>
</context>
<context>
    <name>ReliabilityPlot</name>
    <message>
        <source>probability of what was predicted</source>
        <translation>所预测内容的概率</translation>
    </message>
    <message>
        <source>diagonal: as often right as sure</source>
        <translation>对角线：把握多大就有多常正确</translation>
    </message>
    <message>
        <source>{low}–{high}: none</source>
        <translation>{low}–{high}：无</translation>
    </message>
    <message>
        <source>{count} given {sure} on average, {right} of them right</source>
        <translation>{count} 个平均给出 {sure}，其中 {right} 正确</translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Which measurement</source>
        <translation>哪次测量</translation>
    </message>
    <message>
        <source>Measure on another file…</source>
        <translation>用另一文件测量…</translation>
    </message>
    <message>
        <source>Save predictions…</source>
        <translation>保存预测…</translation>
    </message>
    <message>
        <source>Every example and what was said of it, as CSV</source>
        <translation>每个样例及对它的预测，存为 CSV</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Reading what was measured</source>
        <translation>读取测量结果</translation>
    </message>
    <message>
        <source>Measuring on the examples</source>
        <translation>正在用样例测量</translation>
    </message>
    <message>
        <source>Reading was cancelled</source>
        <translation>读取已取消</translation>
    </message>
    <message>
        <source>Measure now</source>
        <translation>立即测量</translation>
    </message>
    <message>
        <source>No result can be shown</source>
        <translation>无法显示结果</translation>
    </message>
    <message>
        <source>Choose a file of examples to measure with</source>
        <translation>选择用于测量的样例文件</translation>
    </message>
    <message>
        <source>Reading what was measured…</source>
        <translation>正在读取测量结果…</translation>
    </message>
    <message>
        <source>It failed before it was measured</source>
        <translation>测量之前就失败了</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>尚未测量</translation>
    </message>
    <message>
        <source>Its newest checkpoint predicts the examples; that takes seconds.</source>
        <translation>由最新检查点预测样例；只需几秒。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Save predictions</source>
        <translation>保存预测</translation>
    </message>
    <message>
        <source>Saving {name}</source>
        <translation>正在保存 {name}</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
</context>
<context>
    <name>ResultTiles</name>
    <message>
        <source>Floor</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>From scratch</source>
        <translation>从零开始</translation>
    </message>
    <message>
        <source>95 %: {interval}</source>
        <translation>95 %：{interval}</translation>
    </message>
    <message>
        <source>clearly beaten</source>
        <translation>明显超过</translation>
    </message>
    <message>
        <source>not clearly beaten</source>
        <translation>未明显超过</translation>
    </message>
    <message>
        <source>reached, not beaten</source>
        <translation>持平，未超过</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未达到</translation>
    </message>
    <message>
        <source>Clearly beaten: the whole 95 % interval is better.</source>
        <translation>明显超过：整个 95 % 区间都更好。</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>It trained {scratch} steps, the run on show {own}.</source>
        <translation>它训练了 {scratch} 步，当前运行训练了 {own} 步。</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>clearly better</source>
        <translation>明显更好</translation>
    </message>
    <message>
        <source>better, not clearly</source>
        <translation>更好，但不明显</translation>
    </message>
    <message>
        <source>clearly worse</source>
        <translation>明显更差</translation>
    </message>
    <message>
        <source>worse, not clearly</source>
        <translation>更差，但不明显</translation>
    </message>
    <message>
        <source>What the same model reaches from random weights, tuned on the same examples: what it lies below was learned in pre-training.</source>
        <translation>同样的模型从随机权重开始、用同样的样例微调所达到的水平：高出它的部分来自预训练。</translation>
    </message>
    <message>
        <source>no such run yet</source>
        <translation>还没有这样的运行</translation>
    </message>
</context>
<context>
    <name>ResultViews</name>
    <message>
        <source>Figures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Confusions</source>
        <translation>混淆</translation>
    </message>
    <message>
        <source>Per class</source>
        <translation>各类别</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样例</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>What is shown of the result</source>
        <translation>显示结果的哪一部分</translation>
    </message>
    <message>
        <source>This task has none.</source>
        <translation>这个任务没有。</translation>
    </message>
</context>
<context>
    <name>RolloutView</name>
    <message>
        <source>Working out the rollout</source>
        <translation>正在计算注意力展开</translation>
    </message>
    <message>
        <source>Flow over layers</source>
        <translation>逐层流动</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Rollout as</source>
        <translation>展开方式</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Rollout map</source>
        <translation>展开图</translation>
    </message>
    <message>
        <source>Each row is a token after the layer, each column a token of the text.</source>
        <translation>每行是该层之后的一个词元，每列是文本中的一个词元。</translation>
    </message>
    <message>
        <source>Cross-attention has no rollout</source>
        <translation>交叉注意力没有展开</translation>
    </message>
    <message>
        <source>Every layer of the decoder looks at the same end of the encoder, so its maps do not follow one another. Choose the encoder or the decoder.</source>
        <translation>解码器的每一层都看编码器的同一个末端，各层的注意力图并不前后相接。请选择编码器或解码器。</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>after layer {layer} of {layers}</source>
        <translation>第 {layer} 层之后，共 {layers} 层</translation>
    </message>
    <message>
        <source>The maps of all layers multiplied, heads averaged, half of each token kept (Abnar &amp; Zuidema 2020).</source>
        <translation>各层注意力图相乘：头取平均，每个词元保留一半（Abnar 与 Zuidema 2020）。</translation>
    </message>
    <message>
        <source>It follows attention alone: it says nothing about the values passed on.</source>
        <translation>它只跟随注意力，不说明所传递的值 (value) 的作用。</translation>
    </message>
    <message>
        <source>What is read from the encoder is left out.</source>
        <translation>从编码器读取的部分不计入。</translation>
    </message>
    <message>
        <source>Lines weaker than 2 % are not drawn; point at a token to trace it back.</source>
        <translation>弱于 2 % 的线不画；指向一个词元即可回溯。</translation>
    </message>
    <message>
        <source>all heads, mean</source>
        <translation>所有头的平均</translation>
    </message>
    <message>
        <source>of both passages</source>
        <translation>两段合计</translation>
    </message>
    <message>
        <source>A rollout mixes all tokens, so passages are not told apart.</source>
        <translation>注意力展开会混合所有词元，因此不区分两段。</translation>
    </message>
</context>
<context>
    <name>RowDrawing</name>
    <message>
        <source>Drawing the row</source>
        <translation>正在绘制该行</translation>
    </message>
</context>
<context>
    <name>RowView</name>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Input tokens</source>
        <translation>输入词元</translation>
    </message>
    <message>
        <source>The decoder is given, and must write</source>
        <translation>解码器 (decoder) 得到的词元，以及须写出的词元</translation>
    </message>
    <message>
        <source>Tokens of the decoder</source>
        <translation>解码器的词元</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>预测目标</translation>
    </message>
    <message>
        <source>What the marks mean</source>
        <translation>标记的含义</translation>
    </message>
    <message>
        <source>The whole row</source>
        <translation>整行</translation>
    </message>
    <message>
        <source>Other draws, as later epochs bring them</source>
        <translation>其他抽取结果，如后续各轮所见</translation>
    </message>
    <message>
        <source>The row in a later epoch</source>
        <translation>后续轮次中的这一行</translation>
    </message>
    <message>
        <source>The exact row</source>
        <translation>精确的行</translation>
    </message>
    <message>
        <source>One row as the trainer reads it: place by place, with its position and the segment it may attend to.</source>
        <translation>训练器读到的一行：逐个位置显示，附其位置编号和可关注的片段。</translation>
    </message>
    <message>
        <source>The encoder reads</source>
        <translation>编码器 (encoder) 读入</translation>
    </message>
    <message>
        <source>tokens: {count}</source>
        <translation>词元：{count}</translation>
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
        <source>Newest training loss of the first objective, in nats.
Train shows the loss of each: they measure different things and have no sum.</source>
        <translation>第一个目标最新的训练损失，单位为 nat。
训练页显示各目标的损失：它们衡量的内容不同，不能相加。</translation>
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
        <source>Give up what is not saved (Ctrl+.)</source>
        <translation>放弃尚未保存的内容 (Ctrl+.)</translation>
    </message>
    <message>
        <source>Cancel: nothing is trained yet (Ctrl+.)</source>
        <translation>取消：尚未开始训练 (Ctrl+.)</translation>
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
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>Save now</source>
        <translation>立即保存</translation>
    </message>
    <message>
        <source>Look now</source>
        <translation>立即观察</translation>
    </message>
    <message>
        <source>Go on training</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>丢弃…</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>新建运行</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Hold after the present micro-batch (Ctrl+P)</source>
        <translation>在当前微批之后暂停 (Ctrl+P)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Write a checkpoint and end; it can go on later (Ctrl+.)</source>
        <translation>写入检查点并结束；以后可以继续 (Ctrl+.)</translation>
    </message>
    <message>
        <source>Hold the preparing; nothing trains yet (Ctrl+P)</source>
        <translation>暂停准备；尚未开始训练 (Ctrl+P)</translation>
    </message>
    <message>
        <source>Go on where it was held (Ctrl+P)</source>
        <translation>从暂停处继续 (Ctrl+P)</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>End now; what is not saved yet is lost (Ctrl+.)</source>
        <translation>立即结束；尚未保存的内容会丢失 (Ctrl+.)</translation>
    </message>
    <message>
        <source>End now; nothing is trained yet (Ctrl+.)</source>
        <translation>立即结束；尚未开始训练 (Ctrl+.)</translation>
    </message>
    <message>
        <source>Write a checkpoint now (Ctrl+S)</source>
        <translation>立即写入检查点 (Ctrl+S)</translation>
    </message>
    <message>
        <source>Look at the pinned sentences now (Ctrl+L)</source>
        <translation>立即观察固定句 (Ctrl+L)</translation>
    </message>
    <message>
        <source>Write a checkpoint as soon as training has begun (Ctrl+S)</source>
        <translation>训练一开始就写入检查点 (Ctrl+S)</translation>
    </message>
    <message>
        <source>Look at the pinned sentences as soon as training has begun (Ctrl+L)</source>
        <translation>训练一开始就观察固定句 (Ctrl+L)</translation>
    </message>
    <message>
        <source>The run is being cancelled before its first step</source>
        <translation>该运行在第一步之前正被取消</translation>
    </message>
    <message>
        <source>The run is ending and saves what it has learned</source>
        <translation>运行正在结束，会保存已学到的内容</translation>
    </message>
    <message>
        <source>The run is ending and looks at its sentences once more</source>
        <translation>运行正在结束，会再观察一次固定句</translation>
    </message>
    <message>
        <source>Looking at the run</source>
        <translation>正在查看该运行</translation>
    </message>
    <message>
        <source>Go on from its newest checkpoint (Ctrl+Shift+R)</source>
        <translation>从最新的检查点继续 (Ctrl+Shift+R)</translation>
    </message>
    <message>
        <source>Another program is training this run</source>
        <translation>另一个程序正在训练这个运行</translation>
    </message>
    <message>
        <source>Imported: begin a new run with its weights instead</source>
        <translation>此为导入：请以其权重开始新的运行</translation>
    </message>
    <message>
        <source>This run has used up its budget</source>
        <translation>此运行的预算已用完</translation>
    </message>
    <message>
        <source>Put this run into the trash (Ctrl+Shift+Delete)</source>
        <translation>将此运行移入回收站 (Ctrl+Shift+Delete)</translation>
    </message>
    <message>
        <source>Choose a budget and start a new run</source>
        <translation>选择预算并开始新的运行</translation>
    </message>
    <message>
        <source>imported from {name}</source>
        <translation>导入自 {name}</translation>
    </message>
    <message>
        <source>paused while preparing</source>
        <translation>准备中暂停</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Another run is under way; one trains at a time</source>
        <translation>另一个运行正在进行；一次只训练一个</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>the disk is full: waiting for room</source>
        <translation>磁盘已满：正在等待空间</translation>
    </message>
    <message>
        <source>stopping and saving</source>
        <translation>正在停止并保存</translation>
    </message>
    <message>
        <source>cancelling</source>
        <translation>正在取消</translation>
    </message>
    <message>
        <source>training in another program</source>
        <translation>正由另一个程序训练</translation>
    </message>
    <message>
        <source>ended without warning; its checkpoints are safe</source>
        <translation>意外结束；其检查点完好</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped and saved</source>
        <translation>已停止并保存</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>RunOpening</name>
    <message>
        <source>Opening the run {name}</source>
        <translation>正在打开运行 {name}</translation>
    </message>
</context>
<context>
    <name>RunPlace</name>
    <message>
        <source>Progress of the run</source>
        <translation>运行进度</translation>
    </message>
    <message>
        <source>The share hidden changes on the way: see the row at any point of it.</source>
        <translation>隐藏比例会随训练变化：可查看任一进度时的这一行。</translation>
    </message>
</context>
<context>
    <name>SamplesButton</name>
    <message>
        <source>Samples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Put a ready-made text here, in English or in Chinese</source>
        <translation>放入现成的英文或中文示例</translation>
    </message>
</context>
<context>
    <name>ScoreScale</name>
    <message>
        <source>The marks are the mean of the scores the run learned from, and one and two standard deviations on either side of it.</source>
        <translation>刻度是运行所学分数的均值，以及它两侧各一个和两个标准差。</translation>
    </message>
    <message>
        <source>{score}; the mean is {mean}, the standard deviation {spread}</source>
        <translation>{score}；均值 {mean}，标准差 {spread}</translation>
    </message>
</context>
<context>
    <name>Scrubber</name>
    <message>
        <source>Recorded step</source>
        <translation>记录步</translation>
    </message>
    <message>
        <source>The steps at which the heads were recorded while the model was learning.</source>
        <translation>模型学习期间记录注意力头的各个步。</translation>
    </message>
    <message>
        <source>One recorded step back</source>
        <translation>后退一个记录步</translation>
    </message>
    <message>
        <source>One recorded step on</source>
        <translation>前进一个记录步</translation>
    </message>
    <message>
        <source>Play all recorded steps as a film (Space)</source>
        <translation>像影片一样播放所有记录步（空格键）</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>How fast the film plays</source>
        <translation>影片播放的快慢</translation>
    </message>
    <message>
        <source>Speed of the film</source>
        <translation>播放速度</translation>
    </message>
    <message>
        <source>step {step} of {last}</source>
        <translation>第 {step} 步，共 {last} 步</translation>
    </message>
</context>
<context>
    <name>SentenceEditor</name>
    <message>
        <source>Sentence</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>Type a sentence; [MASK] stands for a hidden word</source>
        <translation>输入一个句子；[MASK] 代表被隐藏的词</translation>
    </message>
    <message>
        <source>Ctrl+M hides the word at the cursor behind [MASK]; again shows it.</source>
        <translation>按 Ctrl+M 用 [MASK] 遮盖光标处的词；再按一次则显示。</translation>
    </message>
    <message>
        <source>Words; press one to hide it or show it</source>
        <translation>词；点击可遮盖或显示</translation>
    </message>
    <message>
        <source>Press to hide this word</source>
        <translation>点击以遮盖此词</translation>
    </message>
    <message>
        <source>Hidden: {word}. Press to show it.</source>
        <translation>已遮盖：{word}。点击可显示。</translation>
    </message>
</context>
<context>
    <name>SettingsCard</name>
    <message>
        <source>How it is trained</source>
        <translation>训练方式</translation>
    </message>
    <message>
        <source>Loading the engine…</source>
        <translation>正在加载引擎…</translation>
    </message>
    <message>
        <source>Where it begins</source>
        <translation>从何处开始</translation>
    </message>
    <message>
        <source>Optimizer and schedule</source>
        <translation>优化器与调度</translation>
    </message>
    <message>
        <source>Watching while it learns</source>
        <translation>学习期间的观察</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>本机</translation>
    </message>
</context>
<context>
    <name>SharesView</name>
    <message>
        <source>How sure it was</source>
        <translation>把握有多大</translation>
    </message>
    <message>
        <source>How often it was right</source>
        <translation>有多常正确</translation>
    </message>
    <message>
        <source>Saving the picture</source>
        <translation>保存图片</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>A recorded step back, or on</source>
        <translation>后退或前进一个记录步</translation>
    </message>
    <message>
        <source>Go to the biggest change of the head</source>
        <translation>跳到此头变化最大处</translation>
    </message>
    <message>
        <source>Compare steps with this one</source>
        <translation>与此步比较</translation>
    </message>
    <message>
        <source>Give the view the whole page</source>
        <translation>让视图占满整页</translation>
    </message>
    <message>
        <source>Choose one more head</source>
        <translation>再选一个头</translation>
    </message>
    <message>
        <source>Hold a token, and let it go</source>
        <translation>固定词元，取消固定</translation>
    </message>
    <message>
        <source>Zoom a map, and see all of it</source>
        <translation>缩放图，显示全图</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>观察</translation>
    </message>
    <message>
        <source>Hide the word at hand, or show it</source>
        <translation>遮住当前词，或重新显示</translation>
    </message>
    <message>
        <source>Ask, in a field of one line</source>
        <translation>提问（单行输入框）</translation>
    </message>
    <message>
        <source>Ask, in a field of several lines</source>
        <translation>提问（多行输入框）</translation>
    </message>
    <message>
        <source>Stop what is being written</source>
        <translation>停止生成</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试用</translation>
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
        <translation>模型所见</translation>
    </message>
    <message>
        <source>Still the row from before your last change.</source>
        <translation>这里仍是上次改动之前的那一行。</translation>
    </message>
    <message>
        <source>Another pair</source>
        <translation>换一对</translation>
    </message>
    <message>
        <source>Another pair of the files, by chance.</source>
        <translation>从文件中随机另取一对。</translation>
    </message>
    <message>
        <source>Another sentence</source>
        <translation>换一句</translation>
    </message>
    <message>
        <source>Other sentences of the corpus, by chance.</source>
        <translation>从语料库中随机取另外的句子。</translation>
    </message>
    <message>
        <source>Another draw</source>
        <translation>重新抽取</translation>
    </message>
    <message>
        <source>The same text with other places hidden, as in the next epoch.</source>
        <translation>同一文本，换一批遮盖位置，如同下一轮。</translation>
    </message>
    <message>
        <source>Mend the marked fields first: {fault}.</source>
        <translation>请先修正标出的字段：{fault}。</translation>
    </message>
    <message>
        <source>Cancelled: “Another draw” trains the tokenizer and draws the row.</source>
        <translation>已取消：按“重新抽取”会训练分词器（tokenizer）并绘制该行。</translation>
    </message>
</context>
<context>
    <name>SimilarCard</name>
    <message>
        <source>Compare sentences</source>
        <translation>比较句子</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>How alike the sentences are comes here, each with each; press “Compare”.</source>
        <translation>此处将显示各句两两之间的相似度；请按“比较”。</translation>
    </message>
    <message>
        <source>Sentences, one a line</source>
        <translation>句子，每行一句</translation>
    </message>
    <message>
        <source>{most} sentences are compared at once, and these are {count}.</source>
        <translation>一次最多比较 {most} 个句子，这里有 {count} 个。</translation>
    </message>
    <message>
        <source>Type two sentences or more, one a line.</source>
        <translation>请输入两句以上，每行一句。</translation>
    </message>
    <message>
        <source>{first} ~ {second} {cosine}</source>
        <translation>{first} ~ {second} {cosine}</translation>
    </message>
</context>
<context>
    <name>SimilarView</name>
    <message>
        <source>Cosine of the angle between two vectors: 1 alike, 0 unrelated.</source>
        <translation>两个向量夹角的余弦：1 相似，0 无关。</translation>
    </message>
    <message>
        <source>Sentence vectors: Reimers &amp; Gurevych 2019, arXiv:1908.10084</source>
        <translation>句向量：Reimers &amp; Gurevych 2019, arXiv:1908.10084</translation>
    </message>
    <message>
        <source>Pairs, the most alike first</source>
        <translation>句对，最相似的在前</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>Another</source>
        <translation>另一句</translation>
    </message>
    <message>
        <source>Point at a number to read its sentences; the list has them in order.</source>
        <translation>指向数字可查看对应的句子；列表按顺序列出。</translation>
    </message>
</context>
<context>
    <name>SizeCard</name>
    <message>
        <source>Size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>rate and batch follow</source>
        <translation>学习率和批随之而定</translation>
    </message>
    <message>
        <source>Size of the model</source>
        <translation>模型的规模</translation>
    </message>
    <message>
        <source>Learns in minutes on two processor cores; right for a first look.</source>
        <translation>在双核处理器上几分钟即可学成；适合初次体验。</translation>
    </message>
    <message>
        <source>Some ten minutes on a laptop; clearly better on a few megabytes.</source>
        <translation>在笔记本电脑上约十分钟；用几兆字节的文本时明显更好。</translation>
    </message>
    <message>
        <source>Half an hour and more on a processor; tens of megabytes of text.</source>
        <translation>在处理器上需半小时以上；适合数十兆字节的文本。</translation>
    </message>
    <message>
        <source>Wants a GPU, or a night; a hundred megabytes of text and more.</source>
        <translation>需要 GPU，或一整夜；适合一百兆字节以上的文本。</translation>
    </message>
    <message>
        <source>The size of BERT itself: a GPU, days, and gigabytes of text.</source>
        <translation>即 BERT 本身的规模：需要 GPU、数天时间和数吉字节的文本。</translation>
    </message>
    <message>
        <source>Your own layers, width and heads, under Details.</source>
        <translation>自定的层数、宽度和头数，见“详细信息”。</translation>
    </message>
</context>
<context>
    <name>Sketch</name>
    <message>
        <source>Moving sketch of the objective</source>
        <translation>训练目标的动态示意图</translation>
    </message>
    <message>
        <source>she opened the door slowly</source>
        <translation>她 轻轻 推开 房门 进来</translation>
    </message>
    <message>
        <source>A: The door was open.</source>
        <translation>A：门开着。</translation>
    </message>
    <message>
        <source>B: She went in.</source>
        <translation>B：她走了进去。</translation>
    </message>
    <message>
        <source>B: Tax rates rose.</source>
        <translation>B：税率上调了。</translation>
    </message>
    <message>
        <source>follows</source>
        <translation>接续</translation>
    </message>
    <message>
        <source>does not follow</source>
        <translation>不接续</translation>
    </message>
</context>
<context>
    <name>SourceList</name>
    <message>
        <source>Chosen files and folders</source>
        <translation>已选的文件和文件夹</translation>
    </message>
    <message>
        <source>The cross or Delete takes it off the list; the file itself stays.</source>
        <translation>按叉号或 Delete 键可将其移出列表；文件本身不变。</translation>
    </message>
    <message>
        <source>Looking for files</source>
        <translation>正在查找文件</translation>
    </message>
</context>
<context>
    <name>SourcesCard</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Use sample</source>
        <translation>使用示例</translation>
    </message>
    <message>
        <source>Paste text</source>
        <translation>粘贴文本</translation>
    </message>
    <message>
        <source>Drop files, a folder or text here</source>
        <translation>将文件、文件夹或文本拖放到这里</translation>
    </message>
    <message>
        <source>English: short texts written for Cloze Studio</source>
        <translation>英文：为 Cloze Studio 编写的短文</translation>
    </message>
    <message>
        <source>中文: short texts written for Cloze Studio</source>
        <translation>中文：为 Cloze Studio 编写的短文</translation>
    </message>
    <message>
        <source>Python&apos;s own documentation</source>
        <translation>Python 官方文档</translation>
    </message>
    <message>
        <source>Fetching the sample</source>
        <translation>正在获取示例</translation>
    </message>
    <message>
        <source>Open files</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Open a folder of text</source>
        <translation>打开文本文件夹</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n 个来源</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SpansCard</name>
    <message>
        <source>Fill cut-out spans</source>
        <translation>填补挖去的片段</translation>
    </message>
    <message>
        <source>Fill spans</source>
        <translation>填补</translation>
    </message>
    <message>
        <source>Ask now (Enter)</source>
        <translation>立即询问 (Enter)</translation>
    </message>
    <message>
        <source>The text with its gaps written anew comes here; press “Fill spans”.</source>
        <translation>此处将显示空缺重新写好的文本；请按“填补”。</translation>
    </message>
    <message>
        <source>Put all words back</source>
        <translation>放回全部词语</translation>
    </message>
    <message>
        <source>Press words to cut them out.</source>
        <translation>点按词语即可挖去。</translation>
    </message>
</context>
<context>
    <name>SpansView</name>
    <message>
        <source>The text with its gaps filled</source>
        <translation>已填补空缺的文本</translation>
    </message>
    <message>
        <source>The text as it was written</source>
        <translation>写出的文本</translation>
    </message>
    <message>
        <source>What went into each gap cannot be told; this is all that was written:</source>
        <translation>无法分辨各空缺中填了什么；以下是写出的全部内容：</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>Written in the place of {gap}</source>
        <translation>写在 {gap} 处</translation>
    </message>
</context>
<context>
    <name>SpotCard</name>
    <message>
        <source>Spot replaced words</source>
        <translation>找出被替换的词</translation>
    </message>
    <message>
        <source>Spot</source>
        <translation>找替换</translation>
    </message>
    <message>
        <source>The text comes here, shaded by how likely each token was replaced; press “Spot”.</source>
        <translation>此处将显示文本，颜色深浅表示各词元（token）被替换的概率；请按“找替换”。</translation>
    </message>
    <message>
        <source>Text to look through</source>
        <translation>要检查的文本</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Tokens at least this likely to be replaced are framed</source>
        <translation>被替换概率不低于此值的词元加框</translation>
    </message>
    <message>
        <source>Words; press the one to replace</source>
        <translation>词语；点按要替换的那个</translation>
    </message>
    <message>
        <source>The word to put there</source>
        <translation>换上的词</translation>
    </message>
    <message>
        <source>another word</source>
        <translation>另一个词</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Press to put another word here</source>
        <translation>点按以换上另一个词</translation>
    </message>
    <message>
        <source>Press a word and type another one beside this button.</source>
        <translation>请点按一个词，并在按钮旁输入另一个词。</translation>
    </message>
</context>
<context>
    <name>SpotView</name>
    <message>
        <source>Tokens, shaded by how likely they were replaced</source>
        <translation>词元，按被替换的可能性着色</translation>
    </message>
    <message>
        <source>The probability that the token was put there by another model.</source>
        <translation>该词元由另一个模型换上的概率。</translation>
    </message>
    <message>
        <source>Replaced token detection: Clark et al. 2020, arXiv:2003.10555</source>
        <translation>替换词元检测：Clark et al. 2020, arXiv:2003.10555</translation>
    </message>
    <message>
        <source>The most suspicious tokens</source>
        <translation>最可疑的词元</translation>
    </message>
    <message>
        <source>The tokens most likely replaced</source>
        <translation>最可能被替换的词元</translation>
    </message>
    <message>
        <source>{count} of {all} tokens are over {threshold}</source>
        <translation>{all} 个词元中有 {count} 个超过 {threshold}</translation>
    </message>
</context>
<context>
    <name>StartCard</name>
    <message>
        <source>Start a run</source>
        <translation>开始运行</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>运行的名称</translation>
    </message>
    <message>
        <source>Empty: the preset with the next free number</source>
        <translation>留空：预设名加下一个可用编号</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Train for</source>
        <translation>训练量</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>A run is under way; one trains at a time.</source>
        <translation>有运行正在进行；一次只训练一个。</translation>
    </message>
    <message>
        <source>Mend the budget first.</source>
        <translation>请先修正预算。</translation>
    </message>
    <message>
        <source>There is a run of this name already.</source>
        <translation>已有同名的运行。</translation>
    </message>
    <message>
        <source>The engine is being loaded.</source>
        <translation>正在加载引擎。</translation>
    </message>
    <message>
        <source>The choices are being checked.</source>
        <translation>正在检查所选内容。</translation>
    </message>
    <message>
        <source>Mend what is listed above first.</source>
        <translation>请先修正上面列出的问题。</translation>
    </message>
    <message>
        <source>Train by these choices (Ctrl+R)</source>
        <translation>按所选内容训练 (Ctrl+R)</translation>
    </message>
    <message>
        <source>Family of the preset</source>
        <translation>预设的系列</translation>
    </message>
    <message>
        <source>Size of the preset</source>
        <translation>预设的规模</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 项</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>修正</translation>
    </message>
    <message>
        <source>Mend {place}</source>
        <translation>修正 {place}</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>Leave out {place}</source>
        <translation>略去 {place}</translation>
    </message>
    <message>
        <source>Take it out of the recipe: no field stands for it</source>
        <translation>从配方中去掉：没有与之对应的字段</translation>
    </message>
    <message>
        <source>Start tuning</source>
        <translation>开始微调</translation>
    </message>
    <message>
        <source>It trains as any run does; see Train.</source>
        <translation>它像其他运行一样训练；见训练页。</translation>
    </message>
    <message>
        <source>Putting the recipe together</source>
        <translation>组成配方</translation>
    </message>
    <message>
        <source>Trained as a run of its own, then measured.</source>
        <translation>作为独立的运行训练，然后测量。</translation>
    </message>
    <message>
        <source>{name} trains; when it is done, the next one can begin.</source>
        <translation>{name} 正在训练；完成后才能开始下一个。</translation>
    </message>
    <message>
        <source>Choose examples first.</source>
        <translation>请先选择样例。</translation>
    </message>
    <message>
        <source>The examples are being read.</source>
        <translation>正在读取样例。</translation>
    </message>
    <message>
        <source>The examples were not read to their end: read them again.</source>
        <translation>样例没有读完：请重新读取。</translation>
    </message>
    <message>
        <source>The examples cannot be read; what is wrong is said beside.</source>
        <translation>样例无法读取；旁边说明了原因。</translation>
    </message>
    <message>
        <source>Say what is to be learned: “Correct…”.</source>
        <translation>请说明要学习什么：“更正…”。</translation>
    </message>
    <message>
        <source>The files wanted last were not taken; {files} is still chosen. Dismiss what is said about them to start with that, or choose others.</source>
        <translation>刚才选择的文件未被采用，当前仍是 {files}。关闭上面的提示即可用它开始，或另选文件。</translation>
    </message>
    <message>
        <source>What follows is being looked at.</source>
        <translation>正在推算其余设置。</translation>
    </message>
</context>
<context>
    <name>StepPanel</name>
    <message>
        <source>Copy the formula with its numbers</source>
        <translation>复制公式及其数值</translation>
    </message>
</context>
<context>
    <name>Studio</name>
    <message>
        <source>Opening what you typed</source>
        <translation>打开您输入的内容</translation>
    </message>
    <message>
        <source>Opening the workspace of last time (the usual one is open instead)</source>
        <translation>打开上次的工作区（现已改为打开默认工作区）</translation>
    </message>
    <message>
        <source>Opening your workspace (a passing one is open instead: {path})</source>
        <translation>打开您的工作区（已改为打开临时工作区：{path}）</translation>
    </message>
    <message>
        <source>Saving what you typed</source>
        <translation>保存输入的内容</translation>
    </message>
    <message>
        <source>Keeping your settings</source>
        <translation>保存设置</translation>
    </message>
</context>
<context>
    <name>SwitchBoard</name>
    <message>
        <source>Switches of the heads</source>
        <translation>头的开关</translation>
    </message>
    <message>
        <source>Every head is a switch; the name of a layer switches all of it.
Space switches the framed head, Shift+Space its layer, Ctrl+Z takes it back.</source>
        <translation>每个头都是一个开关；点击层名则开关整层。
空格开关框住的头，Shift+空格开关其所在层，Ctrl+Z 撤回。</translation>
    </message>
    <message>
        <source>Switch all heads of this layer</source>
        <translation>开关这一层的所有头</translation>
    </message>
    <message>
        <source>head {head}</source>
        <translation>头 {head}</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>{change} without it</source>
        <translation>没有它时 {change}</translation>
    </message>
</context>
<context>
    <name>SwitchView</name>
    <message>
        <source>All on</source>
        <translation>全部打开</translation>
    </message>
    <message>
        <source>Switch every head on again</source>
        <translation>重新打开所有头</translation>
    </message>
    <message>
        <source>All but this one</source>
        <translation>只留这一个</translation>
    </message>
    <message>
        <source>Switch every head off but the framed one: what it can do alone</source>
        <translation>关闭框住的头以外的所有头：看它单独能做什么</translation>
    </message>
    <message>
        <source>Rank all heads</source>
        <translation>为所有头排序</translation>
    </message>
    <message>
        <source>Switch each head off alone and measure how much worse the answers get.
Michel, Levy and Neubig 2019; Voita et al. 2019.</source>
        <translation>逐个单独关闭每个头，测量答案变差多少。
Michel、Levy 与 Neubig 2019；Voita et al. 2019。</translation>
    </message>
    <message>
        <source>Asking without these heads</source>
        <translation>在没有这些头的情况下询问</translation>
    </message>
    <message>
        <source>Ranking the heads</source>
        <translation>正在为头排序</translation>
    </message>
    <message>
        <source>layer {number}</source>
        <translation>第 {number} 层</translation>
    </message>
    <message>
        <source>{off} of {count} heads off</source>
        <translation>{count} 个头中关闭了 {off} 个</translation>
    </message>
    <message>
        <source>all {count} heads on</source>
        <translation>{count} 个头全部打开</translation>
    </message>
    <message>
        <source>Heads are off in this view alone: training, Try and the other views never see it.
Ctrl+Z takes the last switching back.</source>
        <translation>头只在此视图中关闭：训练、试用与其他视图都不受影响。
Ctrl+Z 撤回上一次开关。</translation>
    </message>
    <message>
        <source>Nothing is switched off</source>
        <translation>没有关闭任何头</translation>
    </message>
</context>
<context>
    <name>TaskSwitch</name>
    <message>
        <source>Task whose row is shown</source>
        <translation>显示哪项任务的行</translation>
    </message>
</context>
<context>
    <name>TasksPart</name>
    <message>
        <source>Examples</source>
        <translation>样例</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示什么</translation>
    </message>
</context>
<context>
    <name>TextRow</name>
    <message>
        <source>Pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>Your own text</source>
        <translation>自己的文本</translation>
    </message>
    <message>
        <source>Which text is looked at</source>
        <translation>观察哪段文本</translation>
    </message>
    <message>
        <source>A sentence the run looked at while it learned</source>
        <translation>训练期间一直观察的句子</translation>
    </message>
    <message>
        <source>Any text; the checkpoint nearest to the step reads it</source>
        <translation>任意文本；由最接近该步的检查点读取</translation>
    </message>
    <message>
        <source>Pinned sentence</source>
        <translation>固定句</translation>
    </message>
    <message>
        <source>Type a text; [MASK] hides a word</source>
        <translation>输入文本；[MASK] 遮住一个词</translation>
    </message>
    <message>
        <source>A second passage, for a pair</source>
        <translation>第二段文本，组成句对</translation>
    </message>
    <message>
        <source>Second passage</source>
        <translation>第二段</translation>
    </message>
    <message>
        <source>Look at two passages as a pair</source>
        <translation>将两段文本作为句对观察</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>句对</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>解码器</translation>
    </message>
    <message>
        <source>Cross</source>
        <translation>交叉</translation>
    </message>
    <message>
        <source>Side of the model</source>
        <translation>模型的哪一侧</translation>
    </message>
    <message>
        <source>What is read looks at what is read</source>
        <translation>读入的词元关注读入的词元</translation>
    </message>
    <message>
        <source>What is written looks at what was written before</source>
        <translation>写出的词元关注之前写出的词元</translation>
    </message>
    <message>
        <source>What is written looks at what is read</source>
        <translation>写出的词元关注读入的词元（交叉注意力 cross-attention）</translation>
    </message>
    <message>
        <source>A causal model: every token looks at itself and those before it</source>
        <translation>因果模型：每个词元只关注自身及之前的词元</translation>
    </message>
    <message>
        <source>A text of your own needs a checkpoint: the first is saved soon.</source>
        <translation>自己的文本需要检查点：第一个很快就会保存。</translation>
    </message>
    <message>
        <source>“{text}” was pinned later: another sentence is shown.</source>
        <translation>“{text}”在此之后才被固定：现显示另一句。</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s) at the end were cut: the model has no room for them.</source>
        <translation>
            <numerusform>末尾的 %n 个词元被截去：模型容纳不下。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n token(s) are unknown: the vocabulary has no pieces for them.</source>
        <translation>
            <numerusform>%n 个未知词元：词表中没有可组成它们的词片。</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking at your text</source>
        <translation>正在观察你的文本</translation>
    </message>
</context>
<context>
    <name>Tiles</name>
    <message>
        <source>Validation loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Share of right answers on text held back.</source>
        <translation>留出文本上答对的比例。</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Tokens read per second, over the last two seconds.</source>
        <translation>最近两秒内每秒读取的词元数。</translation>
    </message>
    <message>
        <source>Remaining</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Time of training left by the budget.</source>
        <translation>按预算计算的剩余训练时间。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>In use by this program, or on the GPU where one trains.</source>
        <translation>本程序所占用的内存；用 GPU 训练时为 GPU 上的占用。</translation>
    </message>
    <message>
        <source>of this program</source>
        <translation>本程序占用</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>尚未测量</translation>
    </message>
    <message>
        <source>{difference} below unigram</source>
        <translation>低于一元熵 {difference}</translation>
    </message>
    <message>
        <source>{difference} above unigram</source>
        <translation>高于一元熵 {difference}</translation>
    </message>
    <message>
        <source>{difference} below its classes</source>
        <translation>比类别熵低 {difference}</translation>
    </message>
    <message>
        <source>{difference} above its classes</source>
        <translation>比类别熵高 {difference}</translation>
    </message>
    <message>
        <source>{difference} below chance</source>
        <translation>低于随机水平 {difference}</translation>
    </message>
    <message>
        <source>{difference} above chance</source>
        <translation>高于随机水平 {difference}</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>Cross-entropy on text held back, in nats.</source>
        <translation>留出文本上的交叉熵，单位为 nat。</translation>
    </message>
    <message>
        <source>{difference} below the mean</source>
        <translation>低于均值 {difference}</translation>
    </message>
    <message>
        <source>{difference} above the mean</source>
        <translation>高于均值 {difference}</translation>
    </message>
    <message>
        <source>Squared error on examples held back, in variances of their scores: who always says the mean is wrong by 1.</source>
        <translation>留出样例上的平方误差，以分数的方差为单位：总是回答均值者误差为 1。</translation>
    </message>
    <message>
        <source>Cross-entropy on text held back, in nats {measure}.</source>
        <translation>留出文本上的交叉熵，单位为 nat，{measure}。</translation>
    </message>
    <message>
        <source>Below unigram entropy, {value}, the model knows more than how often tokens occur.</source>
        <translation>低于一元熵 {value} 时，模型所知已不止词元出现的频率。</translation>
    </message>
    <message>
        <source>Below the entropy of its classes, {value}, the model knows more than how often each occurs.</source>
        <translation>低于类别熵 {value} 时，模型所知已不止各类出现的频率。</translation>
    </message>
    <message>
        <source>Below chance, {value}, the model knows more than one who guesses.</source>
        <translation>低于随机水平 {value} 时，模型所知已胜过猜测。</translation>
    </message>
    <message>
        <source>majority {share}</source>
        <translation>多数类 {share}</translation>
    </message>
    <message>
        <source>Measured on the examples held back.</source>
        <translation>在留出的样例上测得。</translation>
    </message>
    <message>
        <source>chance {share}</source>
        <translation>随机水平 {share}</translation>
    </message>
    <message>
        <source>Majority: what always naming the commonest class would reach.</source>
        <translation>多数类：始终回答最常见的类别所能达到的正确率。</translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation>词元/秒</translation>
    </message>
    <message>
        <source>{tokens} tokens seen</source>
        <translation>已看到 {tokens} 个词元</translation>
    </message>
    <message>
        <source>mean of the run</source>
        <translation>整次运行的平均值</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>已训练</translation>
    </message>
    <message numerus="yes">
        <source>%Ln step(s)</source>
        <translation>
            <numerusform>%Ln 步</numerusform>
        </translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>尚不可知</translation>
    </message>
    <message>
        <source>ends {time}</source>
        <translation>{time} 结束</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
</context>
<context>
    <name>TogetherCard</name>
    <message>
        <source>The loss of a step: each objective&apos;s sum over its targets, divided by their number, times its weight.</source>
        <translation>一步的损失：每个目标对其各预测位置求和，除以位置数，再乘以权重。</translation>
    </message>
    <message>
        <source>What the choice comes to</source>
        <translation>所选目标的含义</translation>
    </message>
</context>
<context>
    <name>TokenStrip</name>
    <message>
        <source>special token</source>
        <translation>特殊词元</translation>
    </message>
    <message>
        <source>masked</source>
        <translation>已遮盖</translation>
    </message>
    <message>
        <source>replaced by a random token</source>
        <translation>替换为随机词元</translation>
    </message>
    <message>
        <source>kept, but asked for</source>
        <translation>原样保留，但须预测</translation>
    </message>
    <message>
        <source>padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>swapped</source>
        <translation>已调换</translation>
    </message>
    <message>
        <source>cut out</source>
        <translation>已剪除</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>已去除</translation>
    </message>
    <message>
        <source>generated</source>
        <translation>已生成</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>token {number} of {count}</source>
        <translation>第 {number} 个词元，共 {count} 个</translation>
    </message>
</context>
<context>
    <name>TokenizerCard</name>
    <message>
        <source>Tokenizer</source>
        <translation>分词器</translation>
    </message>
    <message>
        <source>Loading the form…</source>
        <translation>正在加载表单…</translation>
    </message>
    <message>
        <source>A sentence of your own</source>
        <translation>自己的句子</translation>
    </message>
    <message>
        <source>Your sentence</source>
        <translation>自己的句子</translation>
    </message>
    <message>
        <source>Train tokenizer</source>
        <translation>训练分词器</translation>
    </message>
    <message>
        <source>Your sentence in tokens</source>
        <translation>句子的词元切分</translation>
    </message>
    <message>
        <source>The engine is still loading.</source>
        <translation>引擎仍在加载。</translation>
    </message>
    <message>
        <source>Choose some text first: the vocabulary is learned from it.</source>
        <translation>请先选择文本：词表从中学习。</translation>
    </message>
    <message>
        <source>Mend the marked fields first.</source>
        <translation>请先修正标出的字段。</translation>
    </message>
    <message>
        <source>Open tokenizer</source>
        <translation>打开分词器</translation>
    </message>
    <message>
        <source>Learns the vocabulary from your text now. Training does so by itself when it has not happened before.</source>
        <translation>现在就从所选文本学习词表。若此前尚未进行，训练时会自动完成。</translation>
    </message>
    <message>
        <source>The recipe has changed: these pieces are of the one before.</source>
        <translation>配方已更改：以下切分仍是先前的结果。</translation>
    </message>
    <message>
        <source>Train the tokenizer to see your sentence in its pieces.</source>
        <translation>训练分词器后，可查看句子的切分。</translation>
    </message>
    <message>
        <source>Training the tokenizer</source>
        <translation>正在训练分词器</translation>
    </message>
    <message>
        <source>She opened the door and looked out at the garden.</source>
        <translation>她打开门，望向外面的花园。</translation>
    </message>
    <message>
        <source>Cutting the sentence</source>
        <translation>正在切分句子</translation>
    </message>
    <message>
        <source>not in the vocabulary</source>
        <translation>不在词表中</translation>
    </message>
    <message>
        <source>Choose labelled pairs first: the vocabulary is learned from them.</source>
        <translation>请先选择带标签的句对：词表由它们学得。</translation>
    </message>
    <message>
        <source>Choose source and target first: the vocabulary is learned from them.</source>
        <translation>请先选择原文与译文：词表由它们学得。</translation>
    </message>
    <message>
        <source>vocabulary {real}, padded to {padded}</source>
        <translation>词表 {real}，补齐至 {padded}</translation>
    </message>
    <message>
        <source>tokens: {count}</source>
        <translation>词元：{count}</translation>
    </message>
    <message>
        <source>characters a token: {share}</source>
        <translation>每词元字符数：{share}</translation>
    </message>
    <message>
        <source>unknown: {share}</source>
        <translation>未知：{share}</translation>
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
    <name>TranslateCard</name>
    <message>
        <source>Translate a text</source>
        <translation>翻译文本</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Translations come here, the likeliest first; press “Translate”.</source>
        <translation>此处将显示译文，最可能的在前；请按“翻译”。</translation>
    </message>
    <message>
        <source>Text to translate</source>
        <translation>待译文本</translation>
    </message>
</context>
<context>
    <name>TranslateView</name>
    <message>
        <source>Translation {number}</source>
        <translation>译文 {number}</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>（空）</translation>
    </message>
</context>
<context>
    <name>Trash</name>
    <message>
        <source>Emptying the trash</source>
        <translation>正在清空回收站</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show Cloze Studio</source>
        <translation>显示 Cloze Studio</translation>
    </message>
    <message>
        <source>Cancel the run, then quit</source>
        <translation>取消该运行，然后退出</translation>
    </message>
    <message>
        <source>Stop and save, then quit</source>
        <translation>停止并保存，然后退出</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Press the icon to see it.</source>
        <translation>点击图标即可查看。</translation>
    </message>
</context>
<context>
    <name>TriesCard</name>
    <message>
        <source>Tried before</source>
        <translation>试用记录</translation>
    </message>
    <message>
        <source>Try one again with a double click or Enter</source>
        <translation>双击其一或按 Enter 再试一次</translation>
    </message>
    <message>
        <source>Nothing yet. What you ask is listed here.</source>
        <translation>尚无记录。提问会列在这里。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Forget what was tried</source>
        <translation>清除试用记录</translation>
    </message>
    <message>
        <source>{run}, step {step}</source>
        <translation>{run}，第 {step} 步</translation>
    </message>
    <message>
        <source>Double click or Enter tries it again</source>
        <translation>双击或按回车重试</translation>
    </message>
</context>
<context>
    <name>TryCard</name>
    <message>
        <source>Ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Type something first.</source>
        <translation>请先输入内容。</translation>
    </message>
    <message>
        <source>Ask now (Ctrl+Enter)</source>
        <translation>立即询问（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Copy answers</source>
        <translation>复制答案</translation>
    </message>
    <message>
        <source>Answers copied</source>
        <translation>答案已复制</translation>
    </message>
</context>
<context>
    <name>TuningDraft</name>
    <message>
        <source>What you chose to tune cannot be read; you begin anew.</source>
        <translation>无法读取您选择的微调设置；重新开始。</translation>
    </message>
</context>
<context>
    <name>TurnedPair</name>
    <message>
        <source>Turned pairs</source>
        <translation>旋转的数对</translation>
    </message>
    <message>
        <source>{name}, place {place}: turned by {angle} rad ({degrees}°)</source>
        <translation>{name}，位置 {place}：旋转 {angle} 弧度（{degrees}°）</translation>
    </message>
</context>
<context>
    <name>UndoWords</name>
    <message>
        <source>{command}: {change}</source>
        <translation>{command}：{change}</translation>
    </message>
</context>
<context>
    <name>UnknownWords</name>
    <message>
        <source>Looking for words without a token</source>
        <translation>查找没有词元的词</translation>
    </message>
</context>
<context>
    <name>ViewCard</name>
    <message>
        <source>Views of the heads</source>
        <translation>注意力头的视图</translation>
    </message>
    <message>
        <source>Saving the view</source>
        <translation>保存视图</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Give the view the whole page (Alt+Enter)</source>
        <translation>让视图占满整页（Alt+Enter）</translation>
    </message>
    <message>
        <source>Show all heads and the film again (Alt+Enter)</source>
        <translation>重新显示全部注意力头和影片（Alt+Enter）</translation>
    </message>
</context>
<context>
    <name>Watch</name>
    <message>
        <source>No sentence is pinned; Try pins what is asked there.</source>
        <translation>没有固定的句子；可在试用页把所问的内容固定到这里。</translation>
    </message>
    <message>
        <source>The first look comes after a few steps.</source>
        <translation>训练几步之后才有首次观察。</translation>
    </message>
    <message>
        <source>Unpinned; the next probe leaves it out</source>
        <translation>已取消固定；下次探测不再包含</translation>
    </message>
    <message>
        <source>Unpinned; it is left out once {run} goes on</source>
        <translation>已取消固定；{run} 继续训练后不再包含</translation>
    </message>
    <message>
        <source>Unpinning</source>
        <translation>正在取消固定</translation>
    </message>
    <message>
        <source>Reading the recorded answers</source>
        <translation>正在读取记录的答案</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Cloze Studio</source>
        <translation>Cloze Studio</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Loading the pages</source>
        <translation>正在加载各页面</translation>
    </message>
</context>
<context>
    <name>WordsControls</name>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>This text</source>
        <translation>此文本</translation>
    </message>
    <message>
        <source>Sentences</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>Vectors of</source>
        <translation>向量取自</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>whole words</source>
        <translation>整词</translation>
    </message>
    <message>
        <source>pieces</source>
        <translation>词片</translation>
    </message>
    <message>
        <source>of this text</source>
        <translation>此文本中的</translation>
    </message>
    <message>
        <source>Latin</source>
        <translation>拉丁</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Find a word</source>
        <translation>查找词</translation>
    </message>
    <message>
        <source>Number of words</source>
        <translation>词的数量</translation>
    </message>
    <message>
        <source>The first of the vocabulary.</source>
        <translation>词表中最前面的。</translation>
    </message>
    <message>
        <source>Which words</source>
        <translation>哪些词</translation>
    </message>
    <message>
        <source>The plane stays the same.</source>
        <translation>平面保持不变。</translation>
    </message>
    <message>
        <source>Colours by</source>
        <translation>着色依据</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>Table: the vector each token begins with. After a layer: what the model has made of it; words of the vocabulary are read alone.</source>
        <translation>嵌入表：每个词元起始的向量。某层之后：模型把它变成了什么；词表中的词各自单独读入。</translation>
    </message>
    <message>
        <source>Enter shows the word in the middle, and the words nearest to it</source>
        <translation>按回车把该词移到中央，并列出离它最近的词</translation>
    </message>
    <message>
        <source>first</source>
        <translation>前</translation>
    </message>
    <message>
        <source>show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>table</source>
        <translation>嵌入表</translation>
    </message>
    <message>
        <source>after layer {number}</source>
        <translation>第 {number} 层之后</translation>
    </message>
</context>
<context>
    <name>WordsView</name>
    <message>
        <source>Drag to move, wheel or + and − to enlarge, double click or 0 to see all; click a point for its nearest.</source>
        <translation>拖动可移动，滚轮或 + 与 − 可缩放，双击或按 0 查看全部；点击一个点列出离它最近的。</translation>
    </message>
    <message>
        <source>Finding the nearest</source>
        <translation>正在查找最近的</translation>
    </message>
    <message>
        <source>Laying the vectors on a plane</source>
        <translation>正在把向量投到平面上</translation>
    </message>
    <message>
        <source>Embedding map</source>
        <translation>嵌入图</translation>
    </message>
    <message>
        <source>axis {number}: {share} of the variance</source>
        <translation>轴 {number}：占方差的 {share}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln point(s)</source>
        <translation>
            <numerusform>%Ln 个点</numerusform>
        </translation>
    </message>
    <message>
        <source>Two axes show only a part of how vectors differ: what is near here may be far apart, so the list goes by the whole vectors.</source>
        <translation>两个轴只显示向量差异的一部分：这里相近的可能相距很远，因此列表以完整的向量为准。</translation>
    </message>
    <message>
        <source>“{word}” is no whole word, and only words have a list.</source>
        <translation>“{word}”不是整词，只有整词才有列表。</translation>
    </message>
    <message>
        <source>Nearest to “{word}”, which is not on this map</source>
        <translation>离“{word}”最近的；它不在此图上</translation>
    </message>
    <message>
        <source>Click a point, or search a word</source>
        <translation>点击一个点，或查找一个词</translation>
    </message>
</context>
<context>
    <name>WorksheetButton</name>
    <message>
        <source>Worksheet</source>
        <translation>练习单</translation>
    </message>
    <message>
        <source>Save the exercises to print, the key on its own page.</source>
        <translation>保存练习以便打印，答案单独一页。</translation>
    </message>
    <message>
        <source>Web page…</source>
        <translation>网页…</translation>
    </message>
    <message>
        <source>Plain text…</source>
        <translation>纯文本…</translation>
    </message>
    <message>
        <source>Which word is missing?</source>
        <translation>缺的是哪个词？</translation>
    </message>
    <message>
        <source>Saving {name}</source>
        <translation>正在保存 {name}</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已保存为 {name}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>Wrapping</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>WrittenBox</name>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>How it is opened</source>
        <translation>如何打开</translation>
    </message>
    <message>
        <source>Written.</source>
        <translation>已写出。</translation>
    </message>
</context>
<context>
    <name>YardsticksPanel</name>
    <message>
        <source>Yardsticks</source>
        <translation>标尺</translation>
    </message>
    <message>
        <source>Told once text held back is measured.</source>
        <translation>留出的文本测量之后显示。</translation>
    </message>
    <message>
        <source>Every loss and what it is held against</source>
        <translation>每个损失及其参照</translation>
    </message>
    <message>
        <source>≠ not comparable</source>
        <translation>≠ 不可比较</translation>
    </message>
    <message>
        <source>{value} nats</source>
        <translation>{value} nat</translation>
    </message>
    <message>
        <source>{difference} below its baseline, {baseline}</source>
        <translation>比基线 {baseline} 低 {difference}</translation>
    </message>
    <message>
        <source>{difference} above its baseline, {baseline}</source>
        <translation>比基线 {baseline} 高 {difference}</translation>
    </message>
    <message>
        <source>{share} % right</source>
        <translation>{share} % 正确</translation>
    </message>
    <message>
        <source>{bits} bits per byte</source>
        <translation>每字节 {bits} 比特</translation>
    </message>
    <message>
        <source>perplexity {value}</source>
        <translation>困惑度 {value}</translation>
    </message>
    <message>
        <source>floor {value} while training</source>
        <translation>训练时的下限 {value}</translation>
    </message>
    <message>
        <source>The baseline is the loss without any context: how often tokens or classes occur. Bits per byte do not depend on the tokenizer: runs that write the same text from the same context can be compared by them. Perplexity depends on it. Losses that measure different things cannot be compared at all. A floor is the least a loss can be while training, where its answers are smoothed: the training curve then stands above that of text held back.</source>
        <translation>基线是不看任何上下文时的损失：只取决于词元或类别出现的频率。每字节比特数不依赖分词器：由相同上下文写出相同文本的运行可以据此比较。困惑度则依赖分词器。衡量不同东西的损失完全不能比较。下限是答案被平滑时训练损失所能达到的最小值：此时训练曲线会高于留出文本的曲线。</translation>
    </message>
</context>
<context>
    <name>answers</name>
    <message>
        <source>cosine of the mean of the last layer&apos;s vectors, special tokens left out</source>
        <translation>最后一层向量（不含特殊词元）平均值的余弦</translation>
    </message>
    <message>
        <source>cosine of the vectors of [CLS], as the run learned to compare</source>
        <translation>[CLS] 向量的余弦，与该运行所学的比较方式一致</translation>
    </message>
</context>
<context>
    <name>applications</name>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Begin with “{application}”</source>
        <translation>从“{application}”开始</translation>
    </message>
    <message>
        <source>Sentiment</source>
        <translation>情感</translation>
    </message>
    <message>
        <source>Is a review glad or cross? From texts that somebody labelled.</source>
        <translation>一则评价是满意还是不满？从有人标注过的文本学习。</translation>
    </message>
    <message>
        <source>A table with a text and its label in every row: TSV, CSV or JSON lines, some hundreds of rows a label.</source>
        <translation>每行一段文本及其标签的表格：TSV、CSV 或 JSON 行，每个标签几百行。</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>What is a message about: sport, weather, money? One of several labels for each text.</source>
        <translation>一则消息讲的是什么：体育、天气还是财经？每段文本取几个标签中的一个。</translation>
    </message>
    <message>
        <source>A table with a text and its topic in every row: TSV, CSV or JSON lines, some hundreds of rows a topic.</source>
        <translation>每行一段文本及其主题的表格：TSV、CSV 或 JSON 行，每个主题几百行。</translation>
    </message>
    <message>
        <source>Inference</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>Does one sentence follow from another, contradict it, or neither? From labelled pairs.</source>
        <translation>一句话能否由另一句推出、与之矛盾，还是两者皆非？从带标签的句对中学习。</translation>
    </message>
    <message>
        <source>A table with two sentences and a label in every row: TSV, CSV or JSON lines, some thousands of rows.</source>
        <translation>每行两个句子和一个标签的表格：TSV、CSV 或 JSON 行，几千行。</translation>
    </message>
    <message>
        <source>Named entities</source>
        <translation>命名实体</translation>
    </message>
    <message>
        <source>Where in a text do people, places and companies stand? From words with tags.</source>
        <translation>文本中哪里是人、地点和公司？从带标签的词学习。</translation>
    </message>
    <message>
        <source>CoNLL files with a word and its tag in every line, or JSON lines with spans; some thousands of sentences.</source>
        <translation>每行一个词及其标签的 CoNLL 文件，或带片段的 JSON 行；几千个句子。</translation>
    </message>
    <message>
        <source>Question answering</source>
        <translation>抽取式问答</translation>
    </message>
    <message>
        <source>Where in a text does the answer to a question stand? Or does it not tell?</source>
        <translation>问题的答案在文本的哪里？还是文本没有说？</translation>
    </message>
    <message>
        <source>A JSON file of contexts, questions and answers, as SQuAD or CMRC has them; some thousands of questions.</source>
        <translation>像 SQuAD 或 CMRC 那样含有上下文、问题和答案的 JSON 文件；几千个问题。</translation>
    </message>
    <message>
        <source>Vocabulary drill</source>
        <translation>词汇练习</translation>
    </message>
    <message>
        <source>A lesson made of any text: a word is missing, and three wrong ones come from the model.</source>
        <translation>用任意文本出一课：缺一个词，三个错误选项由模型给出。</translation>
    </message>
    <message>
        <source>A text to learn from, one page or more, and a run that fills masks.</source>
        <translation>一段用来学习的文本，一页以上，以及一次会填空的运行。</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>A sentence is read in one language and written in another. From parallel text.</source>
        <translation>读入一种语言的句子，用另一种语言写出。从平行文本中学习。</translation>
    </message>
    <message>
        <source>Two files that match line by line, or a table with a sentence and its translation in every row; ten thousand or more.</source>
        <translation>逐行对应的两个文件，或每行一个句子及其译文的表格；一万行以上。</translation>
    </message>
    <message>
        <source>Text continuation</source>
        <translation>续写文本</translation>
    </message>
    <message>
        <source>A decoder learns to go on with texts like yours: letters, stories, reports.</source>
        <translation>解码器学习续写像你那样的文本：信件、故事、报告。</translation>
    </message>
    <message>
        <source>A folder of text, one megabyte or more: .txt, .md, .jsonl, .csv or .html.</source>
        <translation>一个文本文件夹，1 MB 以上：.txt、.md、.jsonl、.csv 或 .html。</translation>
    </message>
    <message>
        <source>Statutes</source>
        <translation>法条</translation>
    </message>
    <message>
        <source>A decoder learns how laws are written, article by article, and drafts one of its own. It knows no law: what it writes has only the look of one.</source>
        <translation>解码器学习法律怎样一条一条地写，并自己起草。它不懂法律：写出来的只是看上去像法律。</translation>
    </message>
    <message>
        <source>A folder with the text of statutes, each article on a line of its own: some megabytes, such as Chinese law begins with 第一条.</source>
        <translation>装有法律文本的文件夹，每条单独一行：几 MB，例如以第一条开头的中国法律。</translation>
    </message>
</context>
<context>
    <name>architectures</name>
    <message>
        <source>Reading</source>
        <translation>阅读</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>写作</translation>
    </message>
    <message>
        <source>Rewriting</source>
        <translation>改写</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>decoder</source>
        <translation>解码器</translation>
    </message>
    <message>
        <source>encoder-decoder</source>
        <translation>编码器–解码器</translation>
    </message>
    <message>
        <source>an encoder sees every word from both sides</source>
        <translation>编码器 (encoder) 从两侧看每个词</translation>
    </message>
    <message>
        <source>a decoder sees what comes before</source>
        <translation>解码器 (decoder) 只看前文</translation>
    </message>
    <message>
        <source>an encoder reads one text, a decoder writes another</source>
        <translation>编码器读一段文本，解码器写出另一段</translation>
    </message>
    <message>
        <source>Use an encoder</source>
        <translation>改用编码器</translation>
    </message>
    <message>
        <source>Use a decoder</source>
        <translation>改用解码器</translation>
    </message>
    <message>
        <source>Use an encoder-decoder</source>
        <translation>改用编码器–解码器</translation>
    </message>
    <message>
        <source>Change the model</source>
        <translation>更换模型</translation>
    </message>
    <message>
        <source>Needs {needed}; the model is {architecture}.</source>
        <translation>需要{needed}；当前模型是{architecture}。</translation>
    </message>
    <message>
        <source> or </source>
        <translation>或</translation>
    </message>
    <message>
        <source>needs {needed}</source>
        <translation>需要{needed}</translation>
    </message>
    <message>
        <source>an encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>a decoder</source>
        <translation>解码器</translation>
    </message>
    <message>
        <source>an encoder-decoder</source>
        <translation>编码器–解码器</translation>
    </message>
</context>
<context>
    <name>budget</name>
    <message>
        <source>In {time} it sees {tokens} tokens.</source>
        <translation>{time} 内可看到 {tokens} 个词元。</translation>
    </message>
    <message>
        <source>The budget of {tokens} tokens takes {time}.</source>
        <translation>{tokens} 个词元的预算需要 {time}。</translation>
    </message>
    <message>
        <source>How long an epoch takes is known once the text is in tokens.</source>
        <translation>文本切分成词元之后，才能得知一轮需要多久。</translation>
    </message>
    <message>
        <source>Choose a budget on the Train page to see when it ends.</source>
        <translation>请在训练页选择预算，以查看何时结束。</translation>
    </message>
</context>
<context>
    <name>changes</name>
    <message>
        <source>New recipe</source>
        <translation>新建配方</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>打开配方</translation>
    </message>
    <message>
        <source>Choose the device</source>
        <translation>选择设备</translation>
    </message>
    <message>
        <source>Add text</source>
        <translation>添加文本</translation>
    </message>
    <message>
        <source>Remove text</source>
        <translation>移除文本</translation>
    </message>
    <message>
        <source>Add pairs</source>
        <translation>添加句对</translation>
    </message>
    <message>
        <source>Use a sample</source>
        <translation>使用示例</translation>
    </message>
    <message>
        <source>Fewer rows</source>
        <translation>一次少算几行</translation>
    </message>
    <message>
        <source>Shorter rows</source>
        <translation>更短的行</translation>
    </message>
    <message>
        <source>Choose a size</source>
        <translation>选择规模</translation>
    </message>
    <message>
        <source>Change a weight</source>
        <translation>更改权重</translation>
    </message>
    <message>
        <source>Choose a family</source>
        <translation>选择系列</translation>
    </message>
    <message>
        <source>Switch on {objective}</source>
        <translation>启用“{objective}”</translation>
    </message>
    <message>
        <source>Switch off {objective}</source>
        <translation>停用“{objective}”</translation>
    </message>
    <message>
        <source>Change the budget</source>
        <translation>更改预算</translation>
    </message>
    <message>
        <source>Leave out an unknown key</source>
        <translation>略去未知的键</translation>
    </message>
    <message>
        <source>Choose a preset</source>
        <translation>选择预设</translation>
    </message>
    <message>
        <source>Change {field}</source>
        <translation>更改“{field}”</translation>
    </message>
    <message>
        <source>Pin a sentence</source>
        <translation>固定一个句子</translation>
    </message>
    <message>
        <source>Choose what can be exported</source>
        <translation>改为可以导出的选择</translation>
    </message>
    <message>
        <source>Choose the first weights</source>
        <translation>选择初始权重</translation>
    </message>
    <message>
        <source>Choose what is learned</source>
        <translation>选择学习什么</translation>
    </message>
    <message>
        <source>Forget all corrections</source>
        <translation>撤掉所有更正</translation>
    </message>
    <message>
        <source>Choose examples</source>
        <translation>选择样例</translation>
    </message>
    <message>
        <source>Begin with an imported model</source>
        <translation>从导入的模型开始</translation>
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
        <source>&amp;Import a model…</source>
        <translation>导入模型(&amp;I)…</translation>
    </message>
    <message>
        <source>Open a &amp;capsule…</source>
        <translation>打开胶囊文件(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Export the run shown</source>
        <translation>导出所示运行(&amp;E)</translation>
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
        <source>Colours of the &amp;system</source>
        <translation>跟随系统颜色(&amp;S)</translation>
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
        <translation>{objective}，训练</translation>
    </message>
    <message>
        <source>{objective}, validation</source>
        <translation>{objective}，验证</translation>
    </message>
    <message>
        <source>{objective}, training, smoothed {weight}</source>
        <translation>{objective}，训练，平滑 {weight}</translation>
    </message>
    <message>
        <source>{objective}: unigram entropy</source>
        <translation>{objective}：一元熵</translation>
    </message>
    <message>
        <source>{objective}: entropy of its classes</source>
        <translation>{objective}：类别熵</translation>
    </message>
    <message>
        <source>{objective}: always the mean</source>
        <translation>{objective}：总是均值</translation>
    </message>
    <message>
        <source>{objective}: chance, ln {number}</source>
        <translation>{objective}：随机水平，ln {number}</translation>
    </message>
    <message>
        <source>floor</source>
        <translation>基线</translation>
    </message>
</context>
<context>
    <name>dates</name>
    <message>
        <source>d MMM</source>
        <translation>M月d日</translation>
    </message>
</context>
<context>
    <name>demo</name>
    <message>
        <source>Fetching the sample</source>
        <translation>正在取得示例</translation>
    </message>
</context>
<context>
    <name>devices</name>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>effects</name>
    <message>
        <source>Mask {number}, after “{token}”</source>
        <translation>掩码 {number}，在“{token}”之后</translation>
    </message>
    <message>
        <source>Next token</source>
        <translation>下一个词元</translation>
    </message>
    <message>
        <source>Replaced? Where the answer moved most</source>
        <translation>是否被替换？答案变动最大之处</translation>
    </message>
    <message>
        <source>nats: loss {before} → {after}, {measure}, mean of {count} targets</source>
        <translation>nat：损失 {before} → {after}，{measure}，{count} 个目标的平均</translation>
    </message>
</context>
<context>
    <name>evaluation</name>
    <message>
        <source>One line known by heart</source>
        <translation>背下来的一行</translation>
    </message>
    <message>
        <source>A line with a number in it is held against itself with others.</source>
        <translation>把含有数字的一行与换成其他数字的同一行相比。</translation>
    </message>
    <message>
        <source>A run that knows the line by heart finds it likelier than those.</source>
        <translation>把这一行背下来的运行会认为它比那些更可能。</translation>
    </message>
    <message>
        <source>Exposure tells how far ahead it is, in bits; 1 is chance, about.</source>
        <translation>暴露度说明它领先多少，以比特计；偶然约为 1。</translation>
    </message>
    <message>
        <source>A line with digits in it, as it stood in the training text.</source>
        <translation>含有数字的一行，与训练文本中的写法相同。</translation>
    </message>
    <message>
        <source>other numbers</source>
        <translation>其他数字</translation>
    </message>
    <message>
        <source>Exposure of the line</source>
        <translation>这一行的暴露度</translation>
    </message>
    <message>
        <source>Its rank among the others and itself</source>
        <translation>它在其他各行和自身之中的名次</translation>
    </message>
    <message>
        <source>with other numbers</source>
        <translation>换成其他数字</translation>
    </message>
    <message>
        <source>Cost of the line, number by number</source>
        <translation>各个数字下这一行的代价</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>代价</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>所问</translation>
    </message>
    <message>
        <source>The likeliest</source>
        <translation>最可能的</translation>
    </message>
    <message>
        <source>{count} of {space} numbers of as many digits were drawn; the line is number {rank} among them by likelihood.</source>
        <translation>从 {space} 个同样位数的数字中抽取了 {count} 个；按似然，这一行在其中排第 {rank}。</translation>
    </message>
    <message>
        <source>None of those drawn is likelier, so its exposure is this much at least: draw more to tell it better.</source>
        <translation>抽到的数字没有一个更可能，因此它的暴露度至少这么大：多抽一些可以说得更准。</translation>
    </message>
    <message>
        <source>Stereotypes (CrowS-Pairs)</source>
        <translation>刻板印象（CrowS-Pairs）</translation>
    </message>
    <message>
        <source>Two sentences differ in the people they are about alone.</source>
        <translation>两个句子只在所说的人群上不同。</translation>
    </message>
    <message>
        <source>One voices a stereotype more than the other.</source>
        <translation>其中一句比另一句更多地表达刻板印象。</translation>
    </message>
    <message>
        <source>A run without that bias prefers either as often: a half.</source>
        <translation>没有这种偏见的运行对两者一样常选：各一半。</translation>
    </message>
    <message>
        <source>A CSV with the columns sent_more, sent_less, stereo_antistereo, bias_type.</source>
        <translation>带有 sent_more、sent_less、stereo_antistereo、bias_type 列的 CSV。</translation>
    </message>
    <message>
        <source>pairs</source>
        <translation>对</translation>
    </message>
    <message>
        <source>More stereotyping preferred</source>
        <translation>更偏向刻板的一句</translation>
    </message>
    <message>
        <source>Kind by kind</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>By direction</source>
        <translation>按方向</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>The more stereotyping sentence is likelier</source>
        <translation>更刻板的句子更可能</translation>
    </message>
    <message>
        <source>More stereotyping</source>
        <translation>更刻板</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>较不刻板</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>Where the stereotype is preferred most</source>
        <translation>最偏向刻板印象之处</translation>
    </message>
    <message>
        <source>This set has known defects: many of its pairs name no stereotype, or one that is not clear, differ in more than one thing, or are faulty English (Blodgett et al. 2021). It is about the United States only.</source>
        <translation>该数据集有已知缺陷：其中许多句对没有说出刻板印象，或所说不清楚，或不止一处不同，或英语有误（Blodgett 等 2021）。它只涉及美国。</translation>
    </message>
    <message>
        <source>A share near a half does not show that a run is free of bias, as its makers say too: a run that knows no language has that as well.</source>
        <translation>接近一半并不说明运行没有偏见，数据集的作者也这样说：完全不懂语言的运行也是一半。</translation>
    </message>
    <message>
        <source>{measured} of {count} pairs were measured.</source>
        <translation>测量了 {count} 对中的 {measured} 对。</translation>
    </message>
    <message>
        <source>A sentence&apos;s score is the pseudo-log-likelihood of the words both sentences share, given those that differ (Nangia et al. 2020).</source>
        <translation>句子的得分是在给定不同词的条件下、两句共有词的伪对数似然（Nangia 等 2020）。</translation>
    </message>
    <message>
        <source>A sentence&apos;s score is its log probability, so how common the words that differ are counts too: it is not the published measure, which is for runs that fill masks.</source>
        <translation>句子的得分是其对数概率，因此不同的词有多常见也计算在内：这不是已发表的度量，那是给填掩码的运行用的。</translation>
    </message>
    <message>
        <source>{ties} pairs got equal scores; each counts as a half.</source>
        <translation>{ties} 对得分相等；每对计为一半。</translation>
    </message>
    <message>
        <source>{malformed} rows are no pair and were left out.</source>
        <translation>{malformed} 行不成对，已略去。</translation>
    </message>
    <message>
        <source>Hidden words</source>
        <translation>被遮住的词</translation>
    </message>
    <message>
        <source>In each sentence one word is hidden, the same for every run.</source>
        <translation>每个句子遮住一个词，对每个运行都相同。</translation>
    </message>
    <message>
        <source>Right is what stood there: as first answer, or among five.</source>
        <translation>原来的词即为正确：作为首选，或在前五个之中。</translation>
    </message>
    <message>
        <source>Whoever always says the commonest words gives the floor.</source>
        <translation>总是说最常见的词所得即为下限。</translation>
    </message>
    <message>
        <source>A text: .txt .md .jsonl .csv .html, or a folder of such.</source>
        <translation>文本：.txt .md .jsonl .csv .html，或装有它们的文件夹。</translation>
    </message>
    <message>
        <source>sentences</source>
        <translation>个句子</translation>
    </message>
    <message>
        <source>First answer right, of all words</source>
        <translation>首选正确，所有词</translation>
    </message>
    <message>
        <source>Among the first five, of all words</source>
        <translation>在前五个之中，所有词</translation>
    </message>
    <message>
        <source>First answer right, of words of a single token</source>
        <translation>首选正确，单词元的词</translation>
    </message>
    <message>
        <source>Among the first five, of words of a single token</source>
        <translation>在前五个之中，单词元的词</translation>
    </message>
    <message>
        <source>Tokens of the word</source>
        <translation>词的词元数</translation>
    </message>
    <message>
        <source>First</source>
        <translation>首选</translation>
    </message>
    <message>
        <source>Among five</source>
        <translation>前五</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词</translation>
    </message>
    <message>
        <source>By length</source>
        <translation>按长度</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>被遮住的</translation>
    </message>
    <message>
        <source>Likeliest for its first token</source>
        <translation>其第一个词元最可能的答案</translation>
    </message>
    <message>
        <source>Some of the places</source>
        <translation>部分位置</translation>
    </message>
    <message>
        <source>A word was hidden in {chosen} of {count} sentences.</source>
        <translation>在 {count} 个句子中的 {chosen} 个里遮住了一个词。</translation>
    </message>
    <message>
        <source>Which word is hidden depends on the sentence and the seed alone, so runs can be compared. A word (in Chinese a character) is hidden whole, behind as many masks as it has tokens, and right where every token is; {share} are one token. Only runs with one tokenizer can be compared by those.</source>
        <translation>遮住哪个词只取决于句子和种子，因此运行之间可以比较。词（中文为一个字）整个被遮住，有几个词元就用几个掩码，每个词元都对才算对；{share} 只有一个词元。只有使用同一分词器的运行才能按后者比较。</translation>
    </message>
    <message>
        <source>{count} of the hidden words are unknown to the tokenizer: they count as wrong.</source>
        <translation>被遮住的词中有 {count} 个不在分词器的词表里：一律算错。</translation>
    </message>
    <message>
        <source>Share of all</source>
        <translation>占全部的比例</translation>
    </message>
    <message>
        <source>How likely a text is</source>
        <translation>文本有多可能</translation>
    </message>
    <message>
        <source>A text nobody trained on is read, token by token.</source>
        <translation>逐个词元读一段没有用于训练的文本。</translation>
    </message>
    <message>
        <source>The fewer bits a byte of it costs, the better it is foretold.</source>
        <translation>每字节所需比特越少，预测得越好。</translation>
    </message>
    <message>
        <source>A run that fills masks is asked for each token of some sentences in turn instead.</source>
        <translation>填掩码的运行则被依次询问若干句子的每个词元。</translation>
    </message>
    <message>
        <source>documents, or sentences for a run that fills masks</source>
        <translation>个文档；对填掩码的运行为句子</translation>
    </message>
    <message>
        <source>Bits per byte, document by document</source>
        <translation>每字节比特数，逐个文档</translation>
    </message>
    <message>
        <source>Bits per byte, sentence by sentence</source>
        <translation>每字节比特数，逐个句子</translation>
    </message>
    <message>
        <source>Bits per byte</source>
        <translation>每字节比特数</translation>
    </message>
    <message>
        <source>Perplexity per token, of this tokenizer alone</source>
        <translation>每词元困惑度，仅限此分词器</translation>
    </message>
    <message>
        <source>Pseudo-bits per byte, the rest of the word hidden</source>
        <translation>每字节伪比特数，同时遮住词的其余部分</translation>
    </message>
    <message>
        <source>Pseudo-bits per byte, each token hidden alone</source>
        <translation>每字节伪比特数，每个词元单独遮住</translation>
    </message>
    <message>
        <source>Pseudo-log-likelihood per token, the rest of the word hidden</source>
        <translation>每词元伪对数似然，同时遮住词的其余部分</translation>
    </message>
    <message>
        <source>Pseudo-log-likelihood per token, each hidden alone</source>
        <translation>每词元伪对数似然，每个单独遮住</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Parts measured</source>
        <translation>测量的部分</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>File by file</source>
        <translation>逐个文件</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>The hardest parts</source>
        <translation>最难的部分</translation>
    </message>
    <message>
        <source>{measured} of {count} parts of the text were measured.</source>
        <translation>测量了文本 {count} 个部分中的 {measured} 个。</translation>
    </message>
    <message>
        <source>The floor is what the text costs whoever knows how often each of its tokens comes, and nothing of what stands around them.</source>
        <translation>下限是只知道每个词元出现多频繁、而不知道其上下文者所付的代价。</translation>
    </message>
    <message>
        <source>Of one part alone nobody can tell how far another would be from it.</source>
        <translation>只有一个部分时，无从得知换一个部分会相差多少。</translation>
    </message>
    <message>
        <source>A pseudo-likelihood is no likelihood: every token is told with those behind it in sight. Compare it among runs that fill masks, never with bits per byte of others.</source>
        <translation>伪似然不是似然：说出每个词元时能看到其后的词元。只在填掩码的运行之间比较，切勿与其他运行的每字节比特数比较。</translation>
    </message>
    <message>
        <source>{share} of the tokens are unknown words, which cost little and say nothing: the figures flatter this run.</source>
        <translation>{share} 的词元是未知词，它们代价很小也不说明什么：这些数字美化了该运行。</translation>
    </message>
    <message>
        <source>This tokenizer drops some of the text (case, accents or blanks), which is then not foretold: compare only runs whose tokenizers drop the same.</source>
        <translation>该分词器丢掉了文本的一部分（大小写、重音或空格），这部分便不被预测：只比较分词器丢掉相同部分的运行。</translation>
    </message>
    <message>
        <source>Linear probe</source>
        <translation>线性探针</translation>
    </message>
    <message>
        <source>The run stays as it is; each text becomes one vector per layer.</source>
        <translation>运行保持不变；每段文本在每层成为一个向量。</translation>
    </message>
    <message>
        <source>A straight line is drawn between the classes of some texts.</source>
        <translation>在一些文本的类别之间画一条直线。</translation>
    </message>
    <message>
        <source>How well it parts others tells what the vectors hold.</source>
        <translation>它分开其他文本的好坏说明向量中有什么。</translation>
    </message>
    <message>
        <source>TSV, CSV or JSON lines with a column of text and one of labels.</source>
        <translation>TSV、CSV 或 JSON 行，含一列文本和一列标签。</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>F1, mean over the classes</source>
        <translation>F1，各类平均</translation>
    </message>
    <message>
        <source>Vector</source>
        <translation>向量</translation>
    </message>
    <message>
        <source>After layer</source>
        <translation>在第几层之后</translation>
    </message>
    <message>
        <source>Interval from</source>
        <translation>区间从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>C</source>
        <translation>C</translation>
    </message>
    <message>
        <source>Layer by layer</source>
        <translation>逐层</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>What each class was taken for</source>
        <translation>每个类别被当作什么</translation>
    </message>
    <message>
        <source>mean of the words</source>
        <translation>各词的平均</translation>
    </message>
    <message>
        <source>first token</source>
        <translation>第一个词元</translation>
    </message>
    <message>
        <source>last word</source>
        <translation>最后一个词</translation>
    </message>
    <message>
        <source>Of {count} rows {used} were used: {train} to learn from, {choose} to choose vector, layer and C by, {test} to measure.</source>
        <translation>{count} 行中使用了 {used} 行：{train} 行用于学习，{choose} 行用于选择向量、层和 C，{test} 行用于测量。</translation>
    </message>
    <message>
        <source>Chosen: {pool} vectors after layer {depth}, C = {strength}. Layer 0 is the bare words, before any layer; the floor is the commonest class.</source>
        <translation>选定：第 {depth} 层之后的 {pool} 向量，C = {strength}。第 0 层是任何层之前的词本身；下限是最常见的类别。</translation>
    </message>
    <message>
        <source>{count} rows without text or label were left out.</source>
        <translation>略去了 {count} 行没有文本或标签的行。</translation>
    </message>
    <message>
        <source>Known by heart</source>
        <translation>背下来的</translation>
    </message>
    <message>
        <source>Pieces of the training text are held against pieces held back.</source>
        <translation>把训练文本的片段与留出文本的片段相比。</translation>
    </message>
    <message>
        <source>A run that learned them by heart finds its own far likelier.</source>
        <translation>把它们背下来的运行会认为自己的片段可能得多。</translation>
    </message>
    <message>
        <source>And it goes on with them word for word, or restores gaps in them.</source>
        <translation>并且会一字不差地续写它们，或恢复其中的空缺。</translation>
    </message>
    <message>
        <source>pieces of either text</source>
        <translation>两种文本各自的片段</translation>
    </message>
    <message>
        <source>A piece of the training text is likelier than one held back</source>
        <translation>训练文本的片段比留出的片段更可能</translation>
    </message>
    <message>
        <source>Training text is likelier by so much a token</source>
        <translation>训练文本每个词元更可能多少</translation>
    </message>
    <message>
        <source>Exposure: rank among pieces held back, mean</source>
        <translation>暴露度：在留出片段中的名次，平均</translation>
    </message>
    <message>
        <source>Longest continuation word for word, in tokens</source>
        <translation>最长的一字不差的续写，以词元计</translation>
    </message>
    <message>
        <source>Continued word for word, tokens on average</source>
        <translation>一字不差地续写的词元数，平均</translation>
    </message>
    <message>
        <source>Hidden spans restored word for word</source>
        <translation>一字不差地恢复的被遮片段</translation>
    </message>
    <message>
        <source>Training text</source>
        <translation>训练文本</translation>
    </message>
    <message>
        <source>Cost of a token</source>
        <translation>每词元的代价</translation>
    </message>
    <message>
        <source>Word for word</source>
        <translation>一字不差</translation>
    </message>
    <message>
        <source>Known best</source>
        <translation>记得最牢的</translation>
    </message>
    <message>
        <source>Cost of a token, piece by piece</source>
        <translation>每词元的代价，逐个片段</translation>
    </message>
    <message>
        <source>trained on</source>
        <translation>用于训练的</translation>
    </message>
    <message>
        <source>held back</source>
        <translation>留出的</translation>
    </message>
    <message>
        <source>{count} pieces of {longest} tokens of the training text were held against {other} of what was held back; the floor is what the latter get.</source>
        <translation>把训练文本中 {count} 个 {longest} 词元的片段与留出文本的 {other} 个相比；下限是后者所得。</translation>
    </message>
    <message>
        <source>Each piece is begun for the run, which goes on with the likeliest token each time; counted are the tokens until the first that differs.</source>
        <translation>给运行每个片段的开头，它每次以最可能的词元续写；计到第一个不同的词元为止。</translation>
    </message>
    <message>
        <source>In each piece some tokens in a row are hidden together; restored are those of which each is the run&apos;s first answer.</source>
        <translation>在每个片段中一起遮住连续的几个词元；每个都是运行首选答案的才算恢复。</translation>
    </message>
    <message>
        <source>The longest continuation ends where its piece does: it may go on beyond.</source>
        <translation>最长的续写到片段末尾为止：实际可能更长。</translation>
    </message>
    <message>
        <source>Text that is said again elsewhere (names, formulas, quotations) is also found by who knows the language only: that is what the pieces held back are for.</source>
        <translation>在别处又出现的文字（人名、套语、引文），只懂语言者也能说出：留出的片段正是为此。</translation>
    </message>
    <message>
        <source>Minimal pairs</source>
        <translation>最小对立对</translation>
    </message>
    <message>
        <source>Two sentences hardly differ; one is sound, the other is not.</source>
        <translation>两个句子几乎相同；一句正确，另一句不正确。</translation>
    </message>
    <message>
        <source>A run that knows the rule finds the sound one likelier.</source>
        <translation>懂得规则的运行认为正确的一句更可能。</translation>
    </message>
    <message>
        <source>Guessing gives a half; each rule is a row with its interval.</source>
        <translation>猜测得一半；每条规则一行，附区间。</translation>
    </message>
    <message>
        <source>BLiMP: JSON lines with sentence_good and sentence_bad, or a folder of them. CLiMP: CSV whose rows are sound and unsound in turn.</source>
        <translation>BLiMP：带有 sentence_good 和 sentence_bad 的 JSON 行，或装有它们的文件夹。CLiMP：正确与不正确的行交替的 CSV。</translation>
    </message>
    <message>
        <source>pairs of each rule</source>
        <translation>每条规则的对数</translation>
    </message>
    <message>
        <source>Rule by rule</source>
        <translation>逐条规则</translation>
    </message>
    <message>
        <source>Sound one likelier</source>
        <translation>正确的更可能</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Field by field</source>
        <translation>按领域</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>领域</translation>
    </message>
    <message>
        <source>Sound sentence likelier, mean over the rules</source>
        <translation>正确的句子更可能，各规则平均</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Unsound</source>
        <translation>不正确</translation>
    </message>
    <message>
        <source>Most wrong about</source>
        <translation>错得最厉害的</translation>
    </message>
    <message>
        <source>A sentence&apos;s score is its pseudo-log-likelihood, the rest of a word hidden with each of its tokens (Kauf &amp; Ivanova 2023).</source>
        <translation>句子的得分是其伪对数似然，遮住词的每个词元时也遮住词的其余部分（Kauf 与 Ivanova 2023）。</translation>
    </message>
    <message>
        <source>A sentence&apos;s score is its log probability.</source>
        <translation>句子的得分是其对数概率。</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Ties</source>
        <translation>平局</translation>
    </message>
    <message>
        <source>Occupations and gender (WinoBias)</source>
        <translation>职业与性别（WinoBias）</translation>
    </message>
    <message>
        <source>A pronoun stands for somebody with an occupation.</source>
        <translation>一个代词指代有某种职业的人。</translation>
    </message>
    <message>
        <source>In one sentence it fits what is usual, in the other it does not.</source>
        <translation>在一个句子里它符合常见情形，在另一个里不符合。</translation>
    </message>
    <message>
        <source>A file pro_stereotyped… with the file anti_stereotyped… beside it, or the folder of both.</source>
        <translation>文件 pro_stereotyped…，旁边有文件 anti_stereotyped…，或装有两者的文件夹。</translation>
    </message>
    <message>
        <source>Stereotypical pronoun preferred</source>
        <translation>偏向刻板的代词</translation>
    </message>
    <message>
        <source>Group by group</source>
        <translation>逐组</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>The sentence with the stereotypical pronoun is likelier</source>
        <translation>带刻板代词的句子更可能</translation>
    </message>
    <message>
        <source>Occupation</source>
        <translation>职业</translation>
    </message>
    <message>
        <source>By occupation</source>
        <translation>按职业</translation>
    </message>
    <message>
        <source>The set is made for runs that resolve pronouns, which none does here: what is told is which pronoun the run finds likelier in one and the same sentence.</source>
        <translation>该数据集是为消解代词的运行而作，这里没有这样的运行：所说的是在同一个句子里运行认为哪个代词更可能。</translation>
    </message>
    <message>
        <source>This set has known defects: its sentences are filled-in templates, gender is either of two, and what is stereotypical follows the occupational statistics of the United States in 2017 (Zhao et al. 2018; Blodgett et al. 2021).</source>
        <translation>该数据集有已知缺陷：句子是填好的模板，性别只有两种，何为刻板依据的是美国 2017 年的职业统计（Zhao 等 2018；Blodgett 等 2021）。</translation>
    </message>
    <message>
        <source>A sentence&apos;s score is the pseudo-log-likelihood of all words but the pronoun, given the pronoun.</source>
        <translation>句子的得分是在给定代词的条件下、代词以外所有词的伪对数似然。</translation>
    </message>
    <message>
        <source>A sentence&apos;s score is its log probability, the pronoun&apos;s among it. Half of the sentences fit “he” and half “she”, so that a liking for either alone gives a half.</source>
        <translation>句子的得分是其对数概率，代词的也在内。一半句子适合“he”，一半适合“she”，因此单单偏爱其中之一得一半。</translation>
    </message>
    <message>
        <source>{malformed} lines have no partner that differs in the pronoun alone.</source>
        <translation>{malformed} 行没有只在代词上不同的对应行。</translation>
    </message>
</context>
<context>
    <name>exchange</name>
    <message>
        <source>No equal in transformers; the nearest is {family}.</source>
        <translation>在 transformers 中没有对应；最接近的是 {family}。</translation>
    </message>
    <message>
        <source>Exports as {family}, opened by {class_name}.</source>
        <translation>可导出为 {family}，用 {class_name} 打开。</translation>
    </message>
    <message>
        <source>Without what was learned for {heads}: it has no place there.</source>
        <translation>不含为 {heads} 学到的部分：那里没有其位置。</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Capsule</source>
        <translation>胶囊文件</translation>
    </message>
    <message>
        <source>A folder that unmodified transformers opens: weights, tokenizer, settings, and a card that tells how it was trained, what it scored and what it should not be used for.</source>
        <translation>未经修改的 transformers 可打开的文件夹：权重、分词器、设置，以及说明训练方式、成绩和不宜用途的模型卡。</translation>
    </message>
    <message>
        <source>Graphs that other programs run without torch: in a browser, on a phone, in C++. Numbers are fp32; rows and tokens may be as many as the model reads.</source>
        <translation>其他程序无需 torch 即可运行的计算图：浏览器、手机、C++。数值为 fp32；行数与词元数以模型可读为限。</translation>
    </message>
    <message>
        <source>Event files with every measurement of the run, for TensorBoard and whatever reads its files. The model is not in them.</source>
        <translation>含该运行全部测量值的事件文件，供 TensorBoard 及能读此类文件的程序使用。不含模型。</translation>
    </message>
    <message>
        <source>Every measurement of the run as a table, for a spreadsheet or pandas. The model is not in it.</source>
        <translation>该运行全部测量值的表格，供电子表格或 pandas 使用。不含模型。</translation>
    </message>
    <message>
        <source>One file that another machine opens as this run: recipe, tokenizer, environment, measurements and their checksums, and on wish the weights and the text.</source>
        <translation>另一台机器可作为此运行打开的单个文件：配方、分词器、环境、测量值及校验和，并可选含权重与文本。</translation>
    </message>
    <message>
        <source>Save the file as</source>
        <translation>文件另存为</translation>
    </message>
    <message>
        <source>Choose the folder of event files</source>
        <translation>选择事件文件的文件夹</translation>
    </message>
    <message>
        <source>Name a new folder</source>
        <translation>为新文件夹命名</translation>
    </message>
</context>
<context>
    <name>families</name>
    <message>
        <source>Words and the bond between passages are learned together. Leaving next sentence out cost BERT 0.5 points on MNLI and 3.5 on QNLI; RoBERTa found no loss without it. On your own text only a comparison can tell.</source>
        <translation>同时学习词与文段之间的联系。去掉下一句后，BERT 在 MNLI 上下降 0.5 分，在 QNLI 上下降 3.5 分；RoBERTa 则发现去掉它并无损害。在自己的文本上，只有比较才能得出结论。</translation>
    </message>
    <message>
        <source>Inference</source>
        <translation>推断 (NLI)</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Masked words alone, with new masks every time a text comes round. Every row is full of running text, so more is learned per minute; pairs of passages are left to fine-tuning.</source>
        <translation>只用遮盖词，文本每次重现时都换新的遮盖。每行都填满连续文本，因此每分钟学到的更多；文段对留待微调。</translation>
    </message>
    <message>
        <source>Hidden words, and whether two passages that follow one another were swapped.</source>
        <translation>遮盖词，并判断两个相连的段落是否被调换。</translation>
    </message>
    <message>
        <source>Spans of whole words are hidden, and named also from the two tokens beside each.</source>
        <translation>遮住由整词组成的片段，还要只凭片段两侧的两个词元把它说出来。</translation>
    </message>
    <message>
        <source>Every token is named from those before it.</source>
        <translation>每个词元都由它前面的词元预测。</translation>
    </message>
    <message>
        <source>The first part of a text is seen as a whole, the rest named in order.</source>
        <translation>文本的开头整体可见，其余部分依次预测。</translation>
    </message>
    <message>
        <source>Spans are cut out of what is read; a decoder writes what stood in each gap.</source>
        <translation>从读入的文本中剪去若干片段；解码器写出每个空缺处的内容。</translation>
    </message>
    <message>
        <source>A passage is spoiled, its sentences shuffled; a decoder writes it as it was.</source>
        <translation>段落被破坏，句子被打乱；解码器把它恢复原样。</translation>
    </message>
    <message>
        <source>A small model fills hidden words in; the large one tells which tokens it wrote.</source>
        <translation>小模型填补被遮的词；大模型指出哪些词元是它写的。</translation>
    </message>
    <message>
        <source>Fifteen steps fill gaps, one writes on: one decoder learns both with one head.</source>
        <translation>十五步填空，一步续写：一个解码器用同一个输出头学会两者。</translation>
    </message>
    <message>
        <source>Does one sentence follow from another, contradict it, or neither? From labelled pairs.</source>
        <translation>一句话能否由另一句推出、与之矛盾，还是两者皆非？从带标签的句对中学习。</translation>
    </message>
    <message>
        <source>A sentence is read in one language and written in another. From parallel text.</source>
        <translation>读入一种语言的句子，用另一种语言写出。从平行文本中学习。</translation>
    </message>
    <message>
        <source>A passage is known again after another dropout, among others; hidden words beside it.</source>
        <translation>换一次随机失活 (dropout) 后，仍要在众多段落中认出同一段；同时学习遮盖词。</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>未选择任何目标</translation>
    </message>
    <message>
        <source>Switch on at least one objective: without it nothing is asked.</source>
        <translation>请至少启用一个训练目标：否则不会提出任何问题。</translation>
    </message>
    <message>
        <source>A recipe of your own</source>
        <translation>自定配方</translation>
    </message>
    <message>
        <source>No paper reports this combination. Train it beside a published one at the same budget to see what it is worth on your text.</source>
        <translation>没有论文报告过这种组合。用相同的预算与一个已发表的配方一同训练，就能看出它在您的文本上有多大价值。</translation>
    </message>
    <message>
        <source>{recipe}, begun with {preset}</source>
        <translation>{recipe}，以 {preset} 为起点</translation>
    </message>
    <message>
        <source>{count} of {all} steps</source>
        <translation>每 {all} 步中 {count} 步</translation>
    </message>
</context>
<context>
    <name>faults</name>
    <message>
        <source>The text of {run} has changed since the run began.</source>
        <translation>自运行开始以来，{run} 的文本已发生变化。</translation>
    </message>
    <message>
        <source>The labelled pairs of {run} have changed since the run began.</source>
        <translation>{run} 的带标签句对在运行开始后变了。</translation>
    </message>
    <message>
        <source>The parallel text of {run} has changed since the run began.</source>
        <translation>{run} 的平行文本在运行开始后变了。</translation>
    </message>
    <message>
        <source>The examples of {run} have changed since it began.</source>
        <translation>{run} 的样例自开始以来已经改变。</translation>
    </message>
    <message>
        <source>Going on with other text would not be the same run.</source>
        <translation>换用其他文本继续，就不再是同一个运行了。</translation>
    </message>
    <message>
        <source>Going on with other text would not be the same run. A file is left out: {reason}</source>
        <translation>换用其他文本继续，就不再是同一个运行了。有一个文件被略去：{reason}</translation>
    </message>
    <message>
        <source>Put the old text back, or start a new run with this one.</source>
        <translation>请恢复原来的文本，或用现在的文本新建一个运行。</translation>
    </message>
    <message>
        <source>There is a run “{name}” already in {folder}.</source>
        <translation>{folder} 中已有名为“{name}”的运行。</translation>
    </message>
    <message>
        <source>Choose another name, or resume that run.</source>
        <translation>请换一个名称，或继续那个运行。</translation>
    </message>
    <message>
        <source>There is no run “{name}” in {folder}.</source>
        <translation>{folder} 中没有名为“{name}”的运行。</translation>
    </message>
    <message>
        <source>Name a run of that folder, or give its path.</source>
        <translation>请指定该文件夹中的某个运行，或给出其路径。</translation>
    </message>
    <message>
        <source>The text is too short: {tokens} tokens do not fill one row.</source>
        <translation>文本太短：{tokens} 个词元不足以填满一行。</translation>
    </message>
    <message>
        <source>A row takes {length} tokens.</source>
        <translation>一行需要 {length} 个词元。</translation>
    </message>
    <message>
        <source>Add text, or choose a shorter length.</source>
        <translation>请添加文本，或选择较短的长度。</translation>
    </message>
    <message>
        <source>The text has too few sections for next sentence: {count}.</source>
        <translation>用于“下一句”的段落太少：{count} 个。</translation>
    </message>
    <message>
        <source>Half of the pairs take their second part from a section far away.</source>
        <translation>有一半的句对，其第二部分取自相距很远的段落。</translation>
    </message>
    <message>
        <source>Add files, or train on masked words alone.</source>
        <translation>请添加文件，或只用遮盖词训练。</translation>
    </message>
    <message>
        <source>No sentence boundaries were found in the text.</source>
        <translation>文本中未找到句子边界。</translation>
    </message>
    <message>
        <source>Next sentence needs passages of at least two sentences.</source>
        <translation>“下一句”需要至少含两个句子的片段。</translation>
    </message>
    <message>
        <source>Add prose, or train on masked words alone.</source>
        <translation>请添加成篇的文章，或只用遮盖词训练。</translation>
    </message>
    <message>
        <source>There is no [MASK] in “{text}”.</source>
        <translation>“{text}”中没有 [MASK]。</translation>
    </message>
    <message>
        <source>Write [MASK] in the place of the word to be predicted.</source>
        <translation>请在要预测的词的位置写上 [MASK]。</translation>
    </message>
    <message>
        <source>Choose the run it was tuned from, or one trained on one of these: {known}.</source>
        <translation>请选择它微调之前的运行，或用以下任务之一训练的运行：{known}。</translation>
    </message>
    <message>
        <source>This run learned from single texts: it knows nothing of pairs.</source>
        <translation>这次运行学习的是单个文本：它不懂成对的文本。</translation>
    </message>
    <message>
        <source>Leave out --pair, or choose a run tuned on pairs.</source>
        <translation>请去掉 --pair，或选择用成对文本微调的运行。</translation>
    </message>
    <message>
        <source>This run learned from pairs of texts.</source>
        <translation>这次运行学习的是成对的文本。</translation>
    </message>
    <message>
        <source>Give it the second one too: predict RUN A --pair B.</source>
        <translation>请把第二个文本也给它：predict RUN A --pair B。</translation>
    </message>
    <message>
        <source>This run did not learn {objective}.</source>
        <translation>这次运行没有学过 {objective}。</translation>
    </message>
    <message>
        <source>{objective} is asked of two passages.</source>
        <translation>{objective} 要问的是两段文字。</translation>
    </message>
    <message>
        <source>Give the second one too: predict RUN A --pair B.</source>
        <translation>请把第二段也给出：predict RUN A --pair B。</translation>
    </message>
    <message>
        <source>This run writes about a text it reads; it goes on with none.</source>
        <translation>此运行就所读文本写作；它不续写。</translation>
    </message>
    <message>
        <source>Leave out --continue, or choose a decoder&apos;s run.</source>
        <translation>请去掉 --continue，或选择解码器的运行。</translation>
    </message>
    <message>
        <source>This run fills no masks: it learned to go on with a text.</source>
        <translation>此运行不会填空：它学的是续写。</translation>
    </message>
    <message>
        <source>Give it the beginning of one instead: --continue TEXT.</source>
        <translation>请改为给它一个开头：--continue TEXT。</translation>
    </message>
    <message>
        <source>It breaks off before its end.</source>
        <translation>文件在结尾之前就中断了。</translation>
    </message>
    <message>
        <source>Its bytes are not those of a .gz file, or were changed.</source>
        <translation>它的内容不是 .gz 文件，或者已被改动。</translation>
    </message>
    <message>
        <source>{path} cannot be read.</source>
        <translation>无法读取 {path}。</translation>
    </message>
    <message>
        <source>See whether it is still there and you may read it.</source>
        <translation>请检查它是否还在，以及您是否有权读取。</translation>
    </message>
    <message>
        <source>{path} is no ordinary file.</source>
        <translation>{path} 不是普通文件。</translation>
    </message>
    <message>
        <source>Pipes, devices and sockets are left out.</source>
        <translation>管道、设备文件和套接字会被略过。</translation>
    </message>
    <message>
        <source>{path} grows more than {ratio} times when unpacked.</source>
        <translation>{path} 解压后会增大到 {ratio} 倍以上。</translation>
    </message>
    <message>
        <source>Text does not shrink that far; such files only fill a disk.</source>
        <translation>文本不可能压缩到这种程度；这类文件只会占满磁盘。</translation>
    </message>
    <message>
        <source>Unpack it yourself if it is what you want.</source>
        <translation>如果确实需要它，请自行解压。</translation>
    </message>
    <message>
        <source>{path} cannot be unpacked.</source>
        <translation>无法解压 {path}。</translation>
    </message>
    <message>
        <source>Fetch the file again.</source>
        <translation>请重新获取该文件。</translation>
    </message>
    <message>
        <source>There is no text in {path}.</source>
        <translation>{path} 中没有文本。</translation>
    </message>
    <message>
        <source>Choose files or folders with text: {kinds}.</source>
        <translation>请选择含有文本的文件或文件夹：{kinds}。</translation>
    </message>
    <message>
        <source>{count} file(s) were read, and no document is long enough.</source>
        <translation>读取了 {count} 个文件，但没有一篇文档足够长。</translation>
    </message>
    <message>
        <source>The folder is empty.</source>
        <translation>文件夹是空的。</translation>
    </message>
    <message>
        <source>{path} cannot be found.</source>
        <translation>找不到 {path}。</translation>
    </message>
    <message>
        <source>Choose the file or folder again.</source>
        <translation>请重新选择文件或文件夹。</translation>
    </message>
    <message>
        <source>{path} is hidden.</source>
        <translation>{path} 是隐藏的。</translation>
    </message>
    <message>
        <source>{path} is empty.</source>
        <translation>{path} 是空的。</translation>
    </message>
    <message>
        <source>{path} holds no files.</source>
        <translation>{path} 中没有任何文件。</translation>
    </message>
    <message>
        <source>Add text, or lower “Shortest document” (now {minimum} characters).</source>
        <translation>请添加文本，或调低“最短文档”（现在是 {minimum} 个字符）。</translation>
    </message>
    <message>
        <source>All that was found ({count}) was left out. {reasons}</source>
        <translation>找到的全部内容 ({count} 项) 均未纳入。{reasons}</translation>
    </message>
    <message>
        <source>{example} ({count} more like this.)</source>
        <translation>{example} (另有 {count} 个同样如此。)</translation>
    </message>
    <message>
        <source>{path} leads to something that is read already.</source>
        <translation>{path} 指向已经读取的内容。</translation>
    </message>
    <message>
        <source>{path} is of a kind that is not read from folders.</source>
        <translation>{path} 的类型不会从文件夹中读取。</translation>
    </message>
    <message>
        <source>Read are: {kinds}, and these with .gz.</source>
        <translation>可读取的类型：{kinds}，以及它们的 .gz 压缩文件。</translation>
    </message>
    <message>
        <source>Choose the file itself if it holds text.</source>
        <translation>如果该文件含有文本，请直接选择它。</translation>
    </message>
    <message>
        <source>{path} changed while it was being read.</source>
        <translation>{path} 在读取过程中被改动。</translation>
    </message>
    <message>
        <source>What was read and what is there now would not agree.</source>
        <translation>已读取的内容与现有内容会不一致。</translation>
    </message>
    <message>
        <source>Start again once nothing writes to it.</source>
        <translation>请等到没有程序写入它时再重新开始。</translation>
    </message>
    <message>
        <source>Look into the file, or leave it out; changed, it is tried again.</source>
        <translation>请检查该文件，或将它略去；文件改动后会重新尝试。</translation>
    </message>
    <message>
        <source>{path} was given up.</source>
        <translation>已放弃读取 {path}。</translation>
    </message>
    <message>
        <source>Look into the file, or leave it out.</source>
        <translation>请检查该文件，或将它略去。</translation>
    </message>
    <message>
        <source>The text cannot be read.</source>
        <translation>无法读取文本。</translation>
    </message>
    <message>
        <source>Close other programs and start again.</source>
        <translation>请关闭其他程序，然后重新开始。</translation>
    </message>
    <message>
        <source>The text was not read to its end.</source>
        <translation>文本没有读完。</translation>
    </message>
    <message>
        <source>Start again; if it comes back, leave that file out.</source>
        <translation>请重新开始；如果再次出现，请排除该文件。</translation>
    </message>
    <message>
        <source>{path} could not be read for certain.</source>
        <translation>无法确定 {path} 读得是否正确。</translation>
    </message>
    <message>
        <source>{path} holds no text.</source>
        <translation>{path} 不含文本。</translation>
    </message>
    <message>
        <source>Its first bytes are those of a picture, archive or such.</source>
        <translation>它的开头字节属于图片、压缩包之类的文件。</translation>
    </message>
    <message>
        <source>Turn it into text first, or leave it out.</source>
        <translation>请先将它转换为文本，或将它略去。</translation>
    </message>
    <message>
        <source>{encoding} was guessed: no encoding fits its bytes.</source>
        <translation>{encoding} 只是猜测：没有一种编码适合它的字节。</translation>
    </message>
    <message>
        <source>Read as {encoding}, {share} of its characters are lost.</source>
        <translation>按 {encoding} 读取时，丢失了 {share} 的字符。</translation>
    </message>
    <message>
        <source>Save it as UTF-8.</source>
        <translation>请将它另存为 UTF-8。</translation>
    </message>
    <message>
        <source>{path} is no CSV that can be read to its end.</source>
        <translation>{path} 不是能够完整读取的 CSV。</translation>
    </message>
    <message>
        <source>See whether a quotation mark there is never closed.</source>
        <translation>请检查其中是否有未闭合的引号。</translation>
    </message>
    <message>
        <source>{path} has no text column “{field}”.</source>
        <translation>{path} 没有名为“{field}”的文本列。</translation>
    </message>
    <message>
        <source>It is not known which columns of {path} are {roles}.</source>
        <translation>不知道 {path} 的哪些列是 {roles}。</translation>
    </message>
    <message>
        <source>It has no header, and not enough columns by number.</source>
        <translation>它没有表头，按序号的列也不够。</translation>
    </message>
    <message>
        <source>Give their numbers, counted from 1: set {keys}.</source>
        <translation>请给出它们的序号，从 1 数起：设置 {keys}。</translation>
    </message>
    <message>
        <source>Name its columns in the recipe: set {keys}.</source>
        <translation>请在配方中指明它的列：设置 {keys}。</translation>
    </message>
    <message>
        <source>It has: {names}.</source>
        <translation>它含有：{names}。</translation>
    </message>
    <message>
        <source>A quotation mark in the row that begins in line {line} is never closed: {count} line(s) were taken for one cell.</source>
        <translation>从第 {line} 行开始的那条记录里，有一个引号一直没有闭合：有 {count} 行被当成了一个单元格。</translation>
    </message>
    <message>
        <source>Close it, or double it where it belongs to the text.</source>
        <translation>请闭合它；如果它属于文本，请写成两个。</translation>
    </message>
    <message>
        <source>The row that begins in line {first} is too large in line {line}.</source>
        <translation>从第 {first} 行开始的一行数据到第 {line} 行已经过大。</translation>
    </message>
    <message>
        <source>Set the text field to the column that holds the text.</source>
        <translation>请将文本字段设为存放文本的那一列。</translation>
    </message>
    <message>
        <source>{path} has {count} record(s) of more than {limit} MB.</source>
        <translation>{path} 有 {count} 条超过 {limit} MB 的记录。</translation>
    </message>
    <message>
        <source>They were left out; the rest was read.</source>
        <translation>它们已被略过；其余内容已读取。</translation>
    </message>
    <message>
        <source>Cut them into several, or save the text as .txt.</source>
        <translation>请将它们拆成几条，或把文本另存为 .txt。</translation>
    </message>
    <message>
        <source>{path} has {count} record(s) without text in “{field}”.</source>
        <translation>{path} 有 {count} 条记录在“{field}”中没有文本。</translation>
    </message>
    <message>
        <source>Look into the file if there should be text in them.</source>
        <translation>如果其中应当有文本，请检查该文件。</translation>
    </message>
    <message>
        <source>There is no device “{device}” on this machine.</source>
        <translation>本机没有设备“{device}”。</translation>
    </message>
    <message>
        <source>Choose one of: auto, {devices}.</source>
        <translation>请选择其一：auto, {devices}。</translation>
    </message>
    <message>
        <source>Put back a copy of the file. Settings and drafts are made anew without it.</source>
        <translation>请放回该文件的副本。设置和草稿缺少它时会重新生成。</translation>
    </message>
    <message>
        <source>Put back a copy of the file.</source>
        <translation>请放回该文件的副本。</translation>
    </message>
    <message>
        <source>It is no UTF-8 text.</source>
        <translation>它不是 UTF-8 文本。</translation>
    </message>
    <message>
        <source>Its content and its checksum differ.</source>
        <translation>它的内容与校验和不符。</translation>
    </message>
    <message>
        <source>It is no JSON.</source>
        <translation>它不是 JSON。</translation>
    </message>
    <message>
        <source>It is missing.</source>
        <translation>它缺失了。</translation>
    </message>
    <message>
        <source>It is no manifest.</source>
        <translation>它不是清单文件。</translation>
    </message>
    <message>
        <source>{name} is not in it.</source>
        <translation>其中没有 {name}。</translation>
    </message>
    <message>
        <source>It has {found} bytes instead of {expected}.</source>
        <translation>它有 {found} 字节，而应为 {expected} 字节。</translation>
    </message>
    <message>
        <source>There is a {path} already.</source>
        <translation>已存在 {path}。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>{path} is in use by another Cloze Studio.</source>
        <translation>{path} 正被另一个 Cloze Studio 使用。</translation>
    </message>
    <message>
        <source>Close the other one, or wait until its work has ended.</source>
        <translation>请关闭另一个程序，或等它的工作结束。</translation>
    </message>
    <message>
        <source>The file {path} is damaged.</source>
        <translation>文件 {path} 已损坏。</translation>
    </message>
    <message>
        <source>Use an older checkpoint, or put back a copy of the file.</source>
        <translation>请使用较早的检查点，或放回该文件的副本。</translation>
    </message>
    <message>
        <source>It is not there.</source>
        <translation>它不存在。</translation>
    </message>
    <message>
        <source>A file stands where a folder should.</source>
        <translation>应为文件夹的位置上是一个文件。</translation>
    </message>
    <message>
        <source>The system does not allow it.</source>
        <translation>系统不允许。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>磁盘已满。</translation>
    </message>
    <message>
        <source>The disk can only be read.</source>
        <translation>磁盘是只读的。</translation>
    </message>
    <message>
        <source>The disk does not answer.</source>
        <translation>磁盘没有响应。</translation>
    </message>
    <message>
        <source>It is a folder.</source>
        <translation>它是一个文件夹。</translation>
    </message>
    <message>
        <source>The name is taken already.</source>
        <translation>这个名称已被占用。</translation>
    </message>
    <message>
        <source>Too many files are open.</source>
        <translation>打开的文件太多。</translation>
    </message>
    <message>
        <source>It is a link that leads to itself.</source>
        <translation>它是一个指向自身的链接。</translation>
    </message>
    <message>
        <source>Its name is too long.</source>
        <translation>它的名称太长。</translation>
    </message>
    <message>
        <source>There is no space left on the disk for {path}.</source>
        <translation>磁盘空间不足，无法写入 {path}。</translation>
    </message>
    <message>
        <source>Free some space and try again; what was saved is still there.</source>
        <translation>请腾出一些空间后重试；已保存的内容仍在。</translation>
    </message>
    <message>
        <source>{path} cannot be written or read: access is refused.</source>
        <translation>无法写入或读取 {path}：访问被拒绝。</translation>
    </message>
    <message>
        <source>Make the folder writable, or choose another workspace.</source>
        <translation>请将文件夹设为可写，或选择另一个工作区。</translation>
    </message>
    <message>
        <source>{path} is a file, not a folder.</source>
        <translation>{path} 是文件，不是文件夹。</translation>
    </message>
    <message>
        <source>Move the file away or rename it: a folder must take its place. Or work in another workspace.</source>
        <translation>请把这个文件移走或改名：这里需要一个文件夹。也可以改用另一个工作区。</translation>
    </message>
    <message>
        <source>{path} cannot be reached.</source>
        <translation>无法访问 {path}。</translation>
    </message>
    <message>
        <source>See whether its disk is connected and the folder still has its name.</source>
        <translation>请检查其磁盘是否已连接，以及文件夹是否仍是原来的名称。</translation>
    </message>
    <message>
        <source>{path} could not be written or read.</source>
        <translation>未能写入或读取 {path}。</translation>
    </message>
    <message>
        <source>Try again; if it happens again, choose another disk.</source>
        <translation>请重试；如果再次发生，请选择另一块磁盘。</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names}，另有 {count} 个</translation>
    </message>
    <message>
        <source>The recipe {source} has {count} fault(s).</source>
        <translation>配方 {source} 有 {count} 处错误。</translation>
    </message>
    <message>
        <source>The recipe has {count} fault(s).</source>
        <translation>配方有 {count} 处错误。</translation>
    </message>
    <message>
        <source>Mend the places listed and try again.</source>
        <translation>请改正列出的各处后重试。</translation>
    </message>
    <message>
        <source>This run fills no masks: it was trained on {objectives}.</source>
        <translation>此运行不会填空：它学的是 {objectives}。</translation>
    </message>
    <message>
        <source>Choose a run trained on one of these: {known}.</source>
        <translation>请选择学过以下目标之一的运行：{known}。</translation>
    </message>
    <message>
        <source>{run} has no checkpoint of step {step}.</source>
        <translation>{run} 没有第 {step} 步的检查点。</translation>
    </message>
    <message>
        <source>Choose one of: {steps}.</source>
        <translation>请选择其一：{steps}。</translation>
    </message>
    <message>
        <source>{run} has no checkpoint to read.</source>
        <translation>{run} 没有可读取的检查点。</translation>
    </message>
    <message>
        <source>Train it until the first checkpoint is saved.</source>
        <translation>请继续训练，直到保存第一个检查点。</translation>
    </message>
    <message>
        <source>This run judges no pairs: it was trained on {objectives}.</source>
        <translation>此运行不判断句对：它训练的目标是 {objectives}。</translation>
    </message>
    <message>
        <source>Choose a run trained on next sentence, sentence order or inference.</source>
        <translation>请选择用下一句、句序或推断训练的运行。</translation>
    </message>
    <message>
        <source>This run judges no tokens: it was trained on {objectives}.</source>
        <translation>这次运行不判断词元：它是用 {objectives} 训练的。</translation>
    </message>
    <message>
        <source>Choose a run trained on replaced tokens.</source>
        <translation>请选择用替换词元训练的运行。</translation>
    </message>
    <message>
        <source>Ask it which tokens look replaced (predict RUN TEXT, without [MASK]), or choose a run trained on one of these: {known}.</source>
        <translation>请问它哪些词元像是被替换的（predict RUN TEXT，不带 [MASK]），或选择用以下目标之一训练的运行：{known}。</translation>
    </message>
    <message>
        <source>Ask it how two passages relate (predict RUN A --pair B), or choose a run trained on one of these: {known}.</source>
        <translation>可以问它两段文字有何关系（predict RUN A --pair B），或者选择用以下目标之一训练过的运行：{known}。</translation>
    </message>
    <message>
        <source>The tokenizer has no [CLS] and [SEP] tokens.</source>
        <translation>分词器没有 [CLS] 和 [SEP] 词元。</translation>
    </message>
    <message>
        <source>Choose a run whose tokenizer has them.</source>
        <translation>请选择其分词器含有它们的运行。</translation>
    </message>
    <message>
        <source>The tokenizer has no token {token}.</source>
        <translation>分词器没有词元 {token}。</translation>
    </message>
    <message>
        <source>Its last one is {last}.</source>
        <translation>它最后一个是 {last}。</translation>
    </message>
    <message>
        <source>There are no words to read.</source>
        <translation>没有可读取的词。</translation>
    </message>
    <message>
        <source>Type a sentence.</source>
        <translation>请输入一个句子。</translation>
    </message>
    <message>
        <source>The text has {given} tokens; this model reads {length} at once.</source>
        <translation>文本有 {given} 个词元；该模型一次只能读取 {length} 个。</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>请缩短文本。</translation>
    </message>
    <message>
        <source>This run cannot be asked that: it was trained on {objectives}.</source>
        <translation>无法这样询问该运行：它训练的是 {objectives}。</translation>
    </message>
    <message>
        <source>{objective} is nothing this run could write by.</source>
        <translation>这次运行不能用{objective}来写作。</translation>
    </message>
    <message>
        <source>Choose one of: {known}.</source>
        <translation>请选择以下之一：{known}。</translation>
    </message>
    <message>
        <source>This run writes no text: it was trained on {objectives}.</source>
        <translation>此运行不写文本：它学的是 {objectives}。</translation>
    </message>
    <message>
        <source>The tokenizer has no [MASK] token.</source>
        <translation>分词器没有 [MASK] 词元。</translation>
    </message>
    <message>
        <source>Choose a run trained on masked words.</source>
        <translation>请选择用“遮盖词”训练的运行。</translation>
    </message>
    <message>
        <source>name at least one file or folder of text</source>
        <translation>请至少指定一个文本文件或文件夹</translation>
    </message>
    <message>
        <source>{objective} learns from labelled pairs: name a file of them</source>
        <translation>{objective} 从带标签的句对学习：请指定句对文件</translation>
    </message>
    <message>
        <source>{objective} learns from translations: name source and target, or paths</source>
        <translation>{objective} 从译文学习：请指定 source 与 target，或 paths</translation>
    </message>
    <message>
        <source>{objective} is learned from examples: name a file of them</source>
        <translation>{objective} 从样例中学习：请指定样例文件</translation>
    </message>
    <message>
        <source>name as many files as there are texts to translate: {count}</source>
        <translation>请指定与待译文本同样多的文件：{count} 个</translation>
    </message>
    <message>
        <source>name as many files as there are texts to translate: {count}; tables that hold both go under {key}</source>
        <translation>指定的文件数应与待翻译文本数相同：{count}；同时含有两者的表格请写在 {key} 下</translation>
    </message>
    <message>
        <source>{path} cannot be its own translation: it would be copied. A table that holds both goes under {key}</source>
        <translation>{path} 不能是自身的译文：那样只会照抄。同时含有两者的表格请写在 {key} 下</translation>
    </message>
    <message>
        <source>another part stands in the column “{name}” already</source>
        <translation>列“{name}”中已是另一部分</translation>
    </message>
    <message>
        <source>without a header columns go by number, counted from 1</source>
        <translation>没有表头时列按序号，从 1 数起</translation>
    </message>
    <message>
        <source>there is no {path}</source>
        <translation>{path} 不存在</translation>
    </message>
    <message>
        <source>{text} has signs in it that no recipe can hold; a file or folder must be given another name</source>
        <translation>{text} 中有配方无法记录的字符；如果是文件或文件夹，请给它改名</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}</source>
        <translation>{path} 无法读取：{reason}</translation>
    </message>
    <message>
        <source>give a budget: minutes, steps, tokens or epochs</source>
        <translation>请给出预算：分钟（minutes）、步（steps）、词元（tokens）或轮（epochs）</translation>
    </message>
    <message>
        <source>give one budget only; here are {budgets}</source>
        <translation>只能给出一种预算；这里有 {budgets}</translation>
    </message>
    <message>
        <source>a row of {row} tokens does not fit a model with {length} positions</source>
        <translation>每行 {row} 个词元，超出了只有 {length} 个位置的模型</translation>
    </message>
    <message>
        <source>choose at least one objective: {known}</source>
        <translation>请至少选择一个训练目标：{known}</translation>
    </message>
    <message>
        <source>its points are all 0: give one a weight above 0, or leave the objective out</source>
        <translation>它的各个点权重都是 0：请至少让一个点的权重大于 0，或去掉这个训练目标</translation>
    </message>
    <message>
        <source>GradNorm compares losses that pass through the trunk, and here none does that counts: take fixed weights</source>
        <translation>GradNorm 比较经过主干的损失，而这里没有一个计入的损失经过主干：请用固定权重</translation>
    </message>
    <message>
        <source>GradNorm compares losses that pass through the trunk, and here is only that of {objective}: take fixed weights, or one more objective</source>
        <translation>GradNorm 比较经过主干的各个损失，而这里只有 {objective} 的损失：请改用固定权重，或再加一个训练目标</translation>
    </message>
    <message>
        <source>it has turns of its own, in which nothing counts: give it a weight above 0, or leave it out</source>
        <translation>它单独轮流训练，但权重为 0，这些步什么也学不到：请给它大于 0 的权重，或去掉它</translation>
    </message>
    <message>
        <source>points are followed with combining.weighting = scheduled, not {found}: choose that, or leave them out</source>
        <translation>只有 combining.weighting = scheduled 时才会按这些点变化，而现在是 {found}：请选择 scheduled，或去掉这些点</translation>
    </message>
    <message>
        <source>{objective} also looks ahead, and relative positions of a decoder count back only: take model.positions = rotary or learned</source>
        <translation>{objective} 也要看后面的内容，而解码器 (decoder) 的相对位置只向前面计数：请选择 model.positions = rotary 或 learned</translation>
    </message>
    <message>
        <source>The text has too few passages for a group of {group}: {found}.</source>
        <translation>文本的段落太少，凑不满 {group} 段一组：只有 {found} 段。</translation>
    </message>
    <message>
        <source>What is learned from and what is held back must each fill one, or a passage is compared with itself.</source>
        <translation>训练部分和留出部分都必须能各自凑满一组，否则一个段落会与它自己比较。</translation>
    </message>
    <message>
        <source>Add text, choose shorter rows, or set objectives.{name}.group to {found}.</source>
        <translation>请添加文本、选择更短的行，或把 objectives.{name}.group 设为 {found}。</translation>
    </message>
    <message>
        <source>at least one objective needs a weight above 0</source>
        <translation>至少要有一个训练目标的权重大于 0</translation>
    </message>
    <message>
        <source>{objective} needs model.architecture = {needed}, not {architecture}</source>
        <translation>{objective} 需要 model.architecture = {needed}，而不是 {architecture}</translation>
    </message>
    <message>
        <source>{objective} needs model.architecture = {needed}, not {architecture}; for that one take {nearest}</source>
        <translation>{objective} 需要 model.architecture = {needed}，而不是 {architecture}；若要用后者，请选 {nearest}</translation>
    </message>
    <message>
        <source>{objective} reads {rows} rows together: make it a multiple of that, not {batch}</source>
        <translation>{objective} 每次同读 {rows} 行：请取其倍数，而不是 {batch}</translation>
    </message>
    <message>
        <source>warm-up and decay together are longer than the whole budget</source>
        <translation>预热与衰减之和超过了全部预算</translation>
    </message>
    <message>
        <source>the inverse square root falls from where the warm-up ends: give one above 0</source>
        <translation>平方根倒数从预热结束处开始下降：预热须大于 0</translation>
    </message>
    <message>
        <source>a compiled model has no gradients loss by loss, which GradNorm compares</source>
        <translation>编译后的模型没有逐个损失的梯度，而 GradNorm 要比较它们</translation>
    </message>
    <message>
        <source>GradNorm compares the gradients of all losses at the same step, and these take turns: {tasks}. Weigh them by uncertainty or by a dynamic average</source>
        <translation>GradNorm 要在同一步比较所有损失的梯度，而这些目标是轮流进行的：{tasks}。请改用不确定性或动态平均</translation>
    </message>
    <message>
        <source>the objectives need {needed} gap tokens, not {given}</source>
        <translation>这些目标需要 {needed} 个空缺词元，而不是 {given} 个</translation>
    </message>
    <message>
        <source>with {gaps} gap tokens in it a vocabulary has at least {least}, not {given}</source>
        <translation>含有 {gaps} 个空缺词元时，词表至少要有 {least} 个词元，而不是 {given} 个</translation>
    </message>
    <message>
        <source>{objective} needs {needed} gap tokens (&lt;extra_id_0&gt; …), and {file} has {there}</source>
        <translation>{objective} 需要 {needed} 个空缺词元 (&lt;extra_id_0&gt; …)，而 {file} 有 {there} 个</translation>
    </message>
    <message>
        <source>{path} is no tokenizer that can be read. {reason}</source>
        <translation>{path} 不是可读取的分词器（tokenizer）。{reason}</translation>
    </message>
    <message>
        <source>{objective} needs the token {token}, and {file} has none</source>
        <translation>{objective} 需要词元 {token}，而 {file} 中没有</translation>
    </message>
    <message>
        <source>there is no preset “{name}”; near it are {presets}</source>
        <translation>没有预设“{name}”；相近的有 {presets}</translation>
    </message>
    <message>
        <source>there is no preset “{name}”; one is a family, such as {families}, and a size: {sizes}</source>
        <translation>没有预设“{name}”；预设由系列 (如 {families}) 与规模组成：{sizes}</translation>
    </message>
    <message>
        <source>must be a table of keys</source>
        <translation>必须是由键组成的表</translation>
    </message>
    <message>
        <source>unknown key; did you mean “{near}”?</source>
        <translation>未知的键；是否想写“{near}”？</translation>
    </message>
    <message>
        <source>unknown key; known here: {known}</source>
        <translation>未知的键；此处可用：{known}</translation>
    </message>
    <message>
        <source>There is no recipe {path}.</source>
        <translation>没有配方 {path}。</translation>
    </message>
    <message>
        <source>Check the name, or begin with three lines: see the README.</source>
        <translation>请检查名称，或从三行配方写起：见 README。</translation>
    </message>
    <message>
        <source>The recipe {path} cannot be read.</source>
        <translation>无法读取配方 {path}。</translation>
    </message>
    <message>
        <source>Make it a readable UTF-8 text file.</source>
        <translation>请将它改为可读取的 UTF-8 文本文件。</translation>
    </message>
    <message>
        <source>write --set section.key=value</source>
        <translation>请写成 --set section.key=value</translation>
    </message>
    <message>
        <source>TOML</source>
        <translation>TOML</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>must be a whole number, not {given}</source>
        <translation>必须是整数，而不是 {given}</translation>
    </message>
    <message>
        <source>must be a number, not {given}</source>
        <translation>必须是数字，而不是 {given}</translation>
    </message>
    <message>
        <source>must be true or false, not {given}</source>
        <translation>必须是 true 或 false，而不是 {given}</translation>
    </message>
    <message>
        <source>must be text in quotes, not {given}</source>
        <translation>必须是带引号的文本，而不是 {given}</translation>
    </message>
    <message>
        <source>must be a path in quotes, not {given}</source>
        <translation>必须是带引号的路径，而不是 {given}</translation>
    </message>
    <message>
        <source>must be a list in brackets, not {given}</source>
        <translation>必须是方括号内的列表，而不是 {given}</translation>
    </message>
    <message>
        <source>must be a finite number</source>
        <translation>必须是有限的数值</translation>
    </message>
    <message>
        <source>must be one of {expected}, not {given}</source>
        <translation>必须是 {expected} 之一，而不是 {given}</translation>
    </message>
    <message>
        <source>must be greater than {gt}, not {given}</source>
        <translation>必须大于 {gt}，而不是 {given}</translation>
    </message>
    <message>
        <source>must be at least {ge}, not {given}</source>
        <translation>不得小于 {ge}，当前为 {given}</translation>
    </message>
    <message>
        <source>must be less than {lt}, not {given}</source>
        <translation>必须小于 {lt}，而不是 {given}</translation>
    </message>
    <message>
        <source>must be at most {le}, not {given}</source>
        <translation>不得大于 {le}，当前为 {given}</translation>
    </message>
    <message>
        <source>The checkpoint of step {step} is no longer there.</source>
        <translation>第 {step} 步的检查点已不存在。</translation>
    </message>
    <message>
        <source>Only the newest are kept while a run trains.</source>
        <translation>运行训练期间，只保留最新的几个。</translation>
    </message>
    <message>
        <source>Choose a newer one.</source>
        <translation>请选择较新的检查点。</translation>
    </message>
    <message>
        <source>Somebody took it away as soon as it was written.</source>
        <translation>它刚写好就被移走了。</translation>
    </message>
    <message>
        <source>See what else writes to {path}.</source>
        <translation>请查看还有什么在写入 {path}。</translation>
    </message>
    <message>
        <source>It is no state of a training.</source>
        <translation>它不是训练状态。</translation>
    </message>
    <message>
        <source>It belongs to step {step}.</source>
        <translation>它属于第 {step} 步。</translation>
    </message>
    <message>
        <source>Its checksum is missing.</source>
        <translation>它缺少校验和。</translation>
    </message>
    <message>
        <source>It is no probe.</source>
        <translation>它不是探针。</translation>
    </message>
    <message>
        <source>Put back a copy of the file, or start a new run.</source>
        <translation>请放回该文件的副本，或开始新的运行。</translation>
    </message>
    <message>
        <source>There is no run at {path}.</source>
        <translation>{path} 处没有运行。</translation>
    </message>
    <message>
        <source>Choose a folder with a recipe.toml in it.</source>
        <translation>请选择含有 recipe.toml 的文件夹。</translation>
    </message>
    <message>
        <source>No checkpoint of {run} can be read.</source>
        <translation>{run} 没有可以读取的检查点。</translation>
    </message>
    <message>
        <source>Put back a copy of the checkpoint, or start a new run.</source>
        <translation>请放回检查点的副本，或者开始新的运行。</translation>
    </message>
    <message>
        <source>The folder of {run} was moved or removed.</source>
        <translation>{run} 的文件夹被移走或删除了。</translation>
    </message>
    <message>
        <source>Nothing more can be saved in {path}.</source>
        <translation>已无法再向 {path} 保存任何内容。</translation>
    </message>
    <message>
        <source>Put it back where it was, or stop and start a new run.</source>
        <translation>请把它放回原处，或停止后开始新的运行。</translation>
    </message>
    <message>
        <source>Choose another step: training needs none of them.</source>
        <translation>请选择另一步：训练不需要它们中的任何一个。</translation>
    </message>
    <message>
        <source>It is no TOML.</source>
        <translation>它不是 TOML。</translation>
    </message>
    <message>
        <source>Its header is longer than the file.</source>
        <translation>它的文件头比文件本身还长。</translation>
    </message>
    <message>
        <source>Its header is no safetensors header ({reason}).</source>
        <translation>它的文件头不是 safetensors 文件头（{reason}）。</translation>
    </message>
    <message>
        <source>{path} is no workspace: there are runs in it.</source>
        <translation>{path} 不是工作区：里面是各次运行。</translation>
    </message>
    <message>
        <source>A workspace has its runs in a folder named runs.</source>
        <translation>工作区把运行放在名为 runs 的文件夹里。</translation>
    </message>
    <message>
        <source>Open {parent}.</source>
        <translation>请打开 {parent}。</translation>
    </message>
    <message>
        <source>Move them into a folder named runs there.</source>
        <translation>请把它们移到那里名为 runs 的文件夹中。</translation>
    </message>
    <message>
        <source>The run {name} is at work and cannot be discarded.</source>
        <translation>运行 {name} 正在工作，无法丢弃。</translation>
    </message>
    <message>
        <source>The run {name} is at work and cannot be packed.</source>
        <translation>运行 {name} 正在工作，不能打包。</translation>
    </message>
    <message>
        <source>Stop it first.</source>
        <translation>请先停止它。</translation>
    </message>
    <message>
        <source>{run} has no checkpoint to pack.</source>
        <translation>{run} 没有可打包的检查点。</translation>
    </message>
    <message>
        <source>Pack it without weights, or train it first.</source>
        <translation>请不带权重打包，或先训练它。</translation>
    </message>
    <message>
        <source>{run} learns from the examples of a task, which stay in files.</source>
        <translation>{run} 从任务的样例学习，这些样例留在文件里。</translation>
    </message>
    <message>
        <source>Pack it without its text, and give their files along.</source>
        <translation>请不带文本打包，并把样例文件一并交出。</translation>
    </message>
    <message>
        <source>{run} has read no text that could be packed.</source>
        <translation>{run} 没有读过可打包的文本。</translation>
    </message>
    <message>
        <source>Pack it without its text.</source>
        <translation>请不带文本打包。</translation>
    </message>
    <message>
        <source>The text of {run} is no longer what it began with.</source>
        <translation>{run} 的文本已不是开始时的文本。</translation>
    </message>
    <message>
        <source>Put it back as it was, or pack the run without its text.</source>
        <translation>请把文本恢复原样，或不带文本打包此运行。</translation>
    </message>
    <message>
        <source>{path} is too large for a capsule.</source>
        <translation>{path} 太大，无法放入胶囊文件。</translation>
    </message>
    <message>
        <source>Remove it or keep it elsewhere, then pack the run again.</source>
        <translation>请将其删除或移到别处，然后重新打包该运行。</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of a run.</source>
        <translation>“{name}”不能用作运行的名称。</translation>
    </message>
    <message>
        <source>Use letters, digits, spaces, points, hyphens, + and _.</source>
        <translation>请使用字母、数字、空格、句点、连字符、+ 和 _。</translation>
    </message>
    <message>
        <source>Use a shorter one: {most} bytes at most.</source>
        <translation>请用短一些的：最多 {most} 字节。</translation>
    </message>
    <message>
        <source>“{name}” is too long for the name of a run.</source>
        <translation>“{name}”作为运行的名称太长。</translation>
    </message>
    <message>
        <source>There is no run named {name}.</source>
        <translation>没有名为 {name} 的运行。</translation>
    </message>
    <message>
        <source>Choose one from the list of runs.</source>
        <translation>请从运行列表中选择一个。</translation>
    </message>
    <message>
        <source>It is shorter than it was.</source>
        <translation>它比原来短了。</translation>
    </message>
    <message>
        <source>It holds what is no token.</source>
        <translation>其中含有不是词元的内容。</translation>
    </message>
    <message>
        <source>Start or resume the run again: the text is prepared anew then.</source>
        <translation>请重新开始或继续这次训练：届时会重新准备文本。</translation>
    </message>
    <message>
        <source>Download the folder again, or choose another.</source>
        <translation>请重新下载该文件夹，或另选一个。</translation>
    </message>
    <message>
        <source>There is no folder {path}.</source>
        <translation>没有文件夹 {path}。</translation>
    </message>
    <message>
        <source>Choose the folder that holds the model&apos;s config.json.</source>
        <translation>请选择含有该模型 config.json 的文件夹。</translation>
    </message>
    <message>
        <source>It is not in this folder.</source>
        <translation>它不在此文件夹中。</translation>
    </message>
    <message>
        <source>It is no file.</source>
        <translation>它不是文件。</translation>
    </message>
    <message>
        <source>It is too large.</source>
        <translation>它太大了。</translation>
    </message>
    <message>
        <source>It is nested too deeply.</source>
        <translation>它嵌套得太深。</translation>
    </message>
    <message>
        <source>It is no JSON ({reason}).</source>
        <translation>它不是 JSON（{reason}）。</translation>
    </message>
    <message>
        <source>It is no table of settings.</source>
        <translation>它不是设置表。</translation>
    </message>
    <message>
        <source>{path} is no tokenizer that can be read.</source>
        <translation>{path} 不是可读取的分词器。</translation>
    </message>
    <message>
        <source>Choose a tokenizer.json or a vocab.txt with one token per line.</source>
        <translation>请选择 tokenizer.json，或每行一个词元的 vocab.txt。</translation>
    </message>
    <message>
        <source>There is no tokenizer that can be read in {path}.</source>
        <translation>{path} 中没有可读取的分词器。</translation>
    </message>
    <message>
        <source>{found} is of SentencePiece, which is not read here.</source>
        <translation>{found} 属于 SentencePiece，这里不读取。</translation>
    </message>
    <message>
        <source>Put a tokenizer.json, a vocab.txt, or vocab.json and merges.txt of the same model beside it.</source>
        <translation>请在旁边放上同一模型的 tokenizer.json、vocab.txt，或 vocab.json 与 merges.txt。</translation>
    </message>
    <message>
        <source>It has no model in it.</source>
        <translation>其中没有模型。</translation>
    </message>
    <message>
        <source>It is no vocabulary.</source>
        <translation>它不是词表。</translation>
    </message>
    <message>
        <source>It is no list of merges.</source>
        <translation>它不是合并规则列表。</translation>
    </message>
    <message>
        <source>It is no list of tokens.</source>
        <translation>它不是词元列表。</translation>
    </message>
    <message>
        <source>It has no token for unknown words.</source>
        <translation>它没有表示未知词的词元。</translation>
    </message>
    <message>
        <source>The vocabulary could not be learned.</source>
        <translation>未能学得词表。</translation>
    </message>
    <message>
        <source>There is nothing to learn it from: all is held back.</source>
        <translation>没有可供学习的文本：全部文本都被留出了。</translation>
    </message>
    <message>
        <source>Add text, or hold less of it back.</source>
        <translation>请添加文本，或减少留出的部分。</translation>
    </message>
    <message>
        <source>Choose a smaller vocabulary, or less text.</source>
        <translation>请选择较小的词表，或较少的文本。</translation>
    </message>
    <message>
        <source>The checkpoint does not fit this model.</source>
        <translation>检查点与该模型不符。</translation>
    </message>
    <message>
        <source>Names or shapes differ, the first at {name}.</source>
        <translation>名称或形状不同，第一处在 {name}。</translation>
    </message>
    <message>
        <source>Resume with the recipe the run was started with.</source>
        <translation>请用启动该运行时的配方继续。</translation>
    </message>
    <message>
        <source>Make room on the disk and start again: nothing was saved before.</source>
        <translation>请腾出磁盘空间后重新开始：此前没有保存任何内容。</translation>
    </message>
    <message>
        <source>The last checkpoint could not be saved.</source>
        <translation>未能保存最后一个检查点。</translation>
    </message>
    <message>
        <source>Make room on the disk and resume; the one before it is whole.</source>
        <translation>请腾出磁盘空间后继续；它的前一个检查点完好。</translation>
    </message>
    <message>
        <source>The optimizer does not fit into the memory of the device.</source>
        <translation>优化器（optimizer）的状态放不进设备的内存。</translation>
    </message>
    <message>
        <source>Choose a smaller model, another device, or SGD, which keeps the least.</source>
        <translation>请选择更小的模型、其他设备，或占用最少的 SGD。</translation>
    </message>
    <message>
        <source>Not even one group of {rows} rows fits into the memory.</source>
        <translation>内存连一组 {rows} 行也放不下。</translation>
    </message>
    <message>
        <source>The rows of a group are compared and cannot be parted.</source>
        <translation>同组的行要相互比较，不能分开。</translation>
    </message>
    <message>
        <source>Choose a smaller group, a smaller model or shorter rows.</source>
        <translation>请选更小的组、更小的模型或更短的行。</translation>
    </message>
    <message>
        <source>Not even one row fits into the memory of the device.</source>
        <translation>设备的内存连一行都放不下。</translation>
    </message>
    <message>
        <source>Choose a smaller model, shorter rows or another device.</source>
        <translation>请选择较小的模型、较短的行或其他设备。</translation>
    </message>
    <message>
        <source>{count} updates in a row were not finite.</source>
        <translation>连续 {count} 次更新不是有限值。</translation>
    </message>
    <message>
        <source>Most often the learning rate, {lr}, is too high.</source>
        <translation>最常见的原因是学习率 {lr} 过高。</translation>
    </message>
    <message>
        <source>Start again with a lower learning rate. The weights are unharmed and the last checkpoint is kept.</source>
        <translation>请用较低的学习率重新开始。权重未受损，最后一个检查点已保留。</translation>
    </message>
    <message>
        <source>All labelled pairs to learn from have the label “{name}”.</source>
        <translation>用于学习的带标签句对全部带有标签“{name}”。</translation>
    </message>
    <message>
        <source>Who always says so is always right: nothing is learned.</source>
        <translation>始终如此回答便始终正确：什么也学不到。</translation>
    </message>
    <message>
        <source>Add pairs with other labels, or name another column.</source>
        <translation>请添加带其他标签的句对，或指定另一列。</translation>
    </message>
    <message>
        <source>The text is too short to hold a part of it back.</source>
        <translation>文本太短，无法留出一部分。</translation>
    </message>
    <message>
        <source>It is one piece; one more is needed to see how well it learns.</source>
        <translation>它只有一块；还需要一块才能看出学得如何。</translation>
    </message>
    <message>
        <source>Add text: a few pages are enough.</source>
        <translation>请添加文本：几页就够了。</translation>
    </message>
    <message>
        <source>{path} opens a comment, tag or script that nothing closes.</source>
        <translation>{path} 中有一个始终没有结束的注释、标签或脚本。</translation>
    </message>
    <message>
        <source>What stands before it was read.</source>
        <translation>它之前的内容已经读取。</translation>
    </message>
    <message>
        <source>Save the page anew, or as .txt.</source>
        <translation>请重新保存该网页，或另存为 .txt。</translation>
    </message>
    <message>
        <source>It took more memory than is allowed.</source>
        <translation>它占用的内存超过了允许的上限。</translation>
    </message>
    <message>
        <source>It took too long.</source>
        <translation>它用的时间太长。</translation>
    </message>
    <message>
        <source>The system ended the process that did it.</source>
        <translation>系统结束了执行该操作的进程。</translation>
    </message>
    <message>
        <source>The process that did it broke off: {detail}.</source>
        <translation>执行它的进程中断了：{detail}。</translation>
    </message>
    <message>
        <source>The system starts no other process: {detail}.</source>
        <translation>系统无法启动新的进程：{detail}。</translation>
    </message>
    <message>
        <source>There is no text to cut passages from.</source>
        <translation>没有可以截取段落的文本。</translation>
    </message>
    <message>
        <source>masked and random together are more than all hidden tokens</source>
        <translation>masked 与 random 之和超过了全部被遮盖的词元</translation>
    </message>
    <message>
        <source>without any noise there is nothing to undo, only to copy</source>
        <translation>没有任何噪声就无可还原，只剩照抄</translation>
    </message>
    <message>
        <source>the longest beginning must not be shorter than the shortest</source>
        <translation>最长的开头不能短于最短的开头</translation>
    </message>
    <message>
        <source>The tokenizer {path} cannot encode this text.</source>
        <translation>分词器 {path} 无法编码这段文本。</translation>
    </message>
    <message>
        <source>Choose another tokenizer, or let one be learned.</source>
        <translation>请选择其他分词器 (tokenizer)，或从文本中学习一个。</translation>
    </message>
    <message>
        <source>The text has no two sentences in a row that fit together.</source>
        <translation>文本中没有可以放在一行里的两个相邻句子。</translation>
    </message>
    <message>
        <source>Sentence order needs two passages of a document in each.</source>
        <translation>“句子顺序”的每一行都需要同一文档的两个段落。</translation>
    </message>
    <message>
        <source>Add prose, or choose longer rows.</source>
        <translation>请添加散文，或选更长的行。</translation>
    </message>
    <message>
        <source>The text has too few passages to tell one from another.</source>
        <translation>文本的段落太少，无从彼此区分。</translation>
    </message>
    <message>
        <source>A sentence is compared with others; there are none.</source>
        <translation>一个句子要与别的句子相比，而这里没有别的。</translation>
    </message>
    <message>
        <source>Add text, or choose shorter rows.</source>
        <translation>请添加文本，或选更短的行。</translation>
    </message>
    <message>
        <source>{objective} compares what two dropouts leave of a passage: model.dropout must be above 0, 0.1 say, not {found}</source>
        <translation>{objective} 比较同一段落经两次 dropout 后的样子：model.dropout 须大于 0，例如 0.1，而不是 {found}</translation>
    </message>
    <message>
        <source>The pairs are too few to hold a part of them back.</source>
        <translation>句对太少，无法留出一部分。</translation>
    </message>
    <message>
        <source>All of them have the same first passage.</source>
        <translation>它们的第一段全都相同。</translation>
    </message>
    <message>
        <source>Add pairs, or name a file of pairs to hold back.</source>
        <translation>请添加句对，或指定要留出的句对文件。</translation>
    </message>
    <message>
        <source>{path} is to be learned from and held back as well.</source>
        <translation>{path} 既要用来学习又要留出。</translation>
    </message>
    <message>
        <source>What is held back shows how well a model does on new.</source>
        <translation>留出的部分用来看模型对新内容做得如何。</translation>
    </message>
    <message>
        <source>Name it in one place only.</source>
        <translation>请只在一处指定它。</translation>
    </message>
    <message>
        <source>{path} is a folder.</source>
        <translation>{path} 是文件夹。</translation>
    </message>
    <message>
        <source>A text and its translation are two files, line by line.</source>
        <translation>文本与译文是两个文件，逐行对应。</translation>
    </message>
    <message>
        <source>Name the files.</source>
        <translation>请指定文件。</translation>
    </message>
    <message>
        <source>{source} has {lines} lines, and {target} has {others}.</source>
        <translation>{source} 有 {lines} 行，而 {target} 有 {others} 行。</translation>
    </message>
    <message>
        <source>Line by line they are to be each other&apos;s translation.</source>
        <translation>它们应当逐行互为译文。</translation>
    </message>
    <message>
        <source>Fetch both files again, or name the two that belong together.</source>
        <translation>请重新取得两个文件，或指定相配的两个。</translation>
    </message>
    <message>
        <source>{path} has more than {most} different labels.</source>
        <translation>{path} 有超过 {most} 种标签。</translation>
    </message>
    <message>
        <source>Such a column holds something else: {label}, say.</source>
        <translation>这样的列放的是别的内容，例如 {label}。</translation>
    </message>
    <message>
        <source>Name the column of the labels in the recipe.</source>
        <translation>请在配方中写明标签列。</translation>
    </message>
    <message>
        <source>There are no pairs in {path}.</source>
        <translation>{path} 中没有句对。</translation>
    </message>
    <message>
        <source>Rows left out: {malformed} that are no pair, {unlabelled} without a label, {empty} with an empty passage, {too_long} far too long.</source>
        <translation>略去的行：{malformed} 行不成对，{unlabelled} 行没有标签，{empty} 行有空段落，{too_long} 行过长。</translation>
    </message>
    <message>
        <source>Look into the file, or name its columns in the recipe.</source>
        <translation>请查看该文件，或在配方中写明它的列。</translation>
    </message>
    <message>
        <source>{count} file(s) were looked into. {reason}</source>
        <translation>已查看 {count} 个文件。{reason}</translation>
    </message>
    <message>
        <source>{count} file(s) were looked into, and none is a table of pairs.</source>
        <translation>查看了 {count} 个文件，没有一个是句对表格。</translation>
    </message>
    <message>
        <source>Choose TSV, CSV or JSON lines, or name their columns.</source>
        <translation>请选 TSV、CSV 或 JSON 行，或写明它们的列。</translation>
    </message>
    <message>
        <source>A {name} of {value} cannot be.</source>
        <translation>{name} 不能为 {value}。</translation>
    </message>
    <message>
        <source>Choose 1 or more.</source>
        <translation>请选择 1 或更大。</translation>
    </message>
    <message>
        <source>Choose a number above 0.</source>
        <translation>请选择大于 0 的数。</translation>
    </message>
    <message>
        <source>It is a share: above 0, and 1 at most.</source>
        <translation>它是一个比例：大于 0，且至多为 1。</translation>
    </message>
    <message>
        <source>Choose 0 or more.</source>
        <translation>请选择 0 或更大。</translation>
    </message>
    <message>
        <source>top_k and top_p choose what is drawn from; nothing is drawn.</source>
        <translation>top_k 与 top_p 决定从何抽取；而这里不抽取。</translation>
    </message>
    <message>
        <source>Give a temperature, or leave them out.</source>
        <translation>请给出温度，或去掉它们。</translation>
    </message>
    <message>
        <source>With a temperature one text is drawn; beams draw nothing.</source>
        <translation>有温度时抽取一个文本；束搜索不抽取。</translation>
    </message>
    <message>
        <source>Leave one of the two out.</source>
        <translation>请去掉其中之一。</translation>
    </message>
    <message>
        <source>The labelled pairs have {found} classes, not {expected}.</source>
        <translation>带标签的句对有 {found} 类，而不是 {expected} 类。</translation>
    </message>
    <message>
        <source>The examples have {found} classes, not {expected}.</source>
        <translation>样例有 {found} 个类别，而不是 {expected} 个。</translation>
    </message>
    <message>
        <source>Their labels are: {names}.</source>
        <translation>标签为：{names}。</translation>
    </message>
    <message>
        <source>Set objectives.{name}.classes to {found}.</source>
        <translation>请把 objectives.{name}.classes 设为 {found}。</translation>
    </message>
    <message>
        <source>name the folder of the run whose weights are taken over</source>
        <translation>请指定要沿用其权重的运行的文件夹</translation>
    </message>
    <message>
        <source>there is no run at {path}: it has no {file}</source>
        <translation>{path} 处没有运行：缺少 {file}</translation>
    </message>
    <message>
        <source>weights of a run go with its own tokenizer: leave this empty, or begin at random</source>
        <translation>一次运行的权重须配它自己的分词器：请留空，或从随机开始</translation>
    </message>
    <message>
        <source>{run} has no checkpoint to begin with.</source>
        <translation>{run} 没有可供开始的检查点。</translation>
    </message>
    <message>
        <source>Train it until the first one is saved, or begin at random.</source>
        <translation>请训练到存下第一个检查点，或从随机开始。</translation>
    </message>
    <message>
        <source>{run} has no checkpoint of step {step} to begin with.</source>
        <translation>{run} 没有第 {step} 步的检查点可供开始。</translation>
    </message>
    <message>
        <source>Its width is {theirs}, this model&apos;s {own}.</source>
        <translation>它的宽度为 {theirs}，此模型为 {own}。</translation>
    </message>
    <message>
        <source>No weight of {run} fits this model.</source>
        <translation>{run} 没有适合此模型的权重。</translation>
    </message>
    <message>
        <source>Choose the size and style of that run, or begin at random.</source>
        <translation>请选与该运行相同的规模与风格，或从随机开始。</translation>
    </message>
    <message>
        <source>This model does not fit into the memory of {device}.</source>
        <translation>{device} 的内存放不下此模型。</translation>
    </message>
    <message>
        <source>Training it takes about {needed} GB, and {free} GB are free.</source>
        <translation>训练它约需 {needed} GB，而空闲 {free} GB。</translation>
    </message>
    <message>
        <source>Choose a smaller model, shorter rows or a smaller micro-batch; or close other programs.</source>
        <translation>请选更小的模型、更短的行或更小的微批；或关闭其他程序。</translation>
    </message>
    <message>
        <source>the model of {paper} is of the architecture {its}; classic ones of the architecture {wanted}: {there}</source>
        <translation>{paper} 的模型属于 {its} 架构；{wanted} 架构的经典模型有：{there}</translation>
    </message>
    <message>
        <source>layers of the decoder belong to an encoder_decoder: {architecture}</source>
        <translation>只有编码器–解码器才有解码器层，而不是 {architecture}</translation>
    </message>
    <message>
        <source>{heads} heads do not divide a width of {width} evenly</source>
        <translation>宽度 {width} 不能被 {heads} 个头整除</translation>
    </message>
    <message>
        <source>rotary positions turn pairs of numbers, but a head has {count}</source>
        <translation>旋转位置编码成对旋转数值，但每个头有 {count} 个</translation>
    </message>
    <message>
        <source>sinusoidal positions need an even width, not {width}</source>
        <translation>正弦位置编码需要偶数宽度，而不是 {width}</translation>
    </message>
    <message>
        <source>an embedding of {embedded} numbers cannot be asked with the model&apos;s {width}: the map before the vocabulary is needed</source>
        <translation>{embedded} 维的嵌入无法用模型的 {width} 维来查询：需要词表之前的映射</translation>
    </message>
    <message>
        <source>points must be in order of progress, from 0 to 1</source>
        <translation>各点必须按进度从 0 到 1 排列</translation>
    </message>
    <message>
        <source>weights must be from 0 to 100</source>
        <translation>权重必须在 0 到 100 之间</translation>
    </message>
    <message>
        <source>The tokenizer cannot write this text.</source>
        <translation>该分词器无法写出此文本。</translation>
    </message>
    <message>
        <source>{share} of the text is unknown to it.</source>
        <translation>文本中有 {share} 是它不认识的。</translation>
    </message>
    <message>
        <source>{share} of these texts is unknown to {run} and read as [UNK]: nothing is learned of it. For example: {words}.</source>
        <translation>这些文本有 {share} 是 {run} 不认识的，会读成 [UNK]：从中学不到任何东西。例如：{words}。</translation>
    </message>
    <message>
        <source>Tune a run that read such text.</source>
        <translation>请微调一个读过这类文本的运行。</translation>
    </message>
    <message>
        <source>Begin with random weights, or with a run that read such text.</source>
        <translation>请从随机权重开始，或从读过此类文本的运行开始。</translation>
    </message>
    <message>
        <source>Learn one from this text: leave tokenizer.file empty.</source>
        <translation>请用此文本学习一个分词器：将 tokenizer.file 留空。</translation>
    </message>
    <message>
        <source>Set a larger tokenizer.vocabulary, or tokenizer.kind to bpe.</source>
        <translation>请调大 tokenizer.vocabulary，或将 tokenizer.kind 设为 bpe。</translation>
    </message>
    <message>
        <source>The answer cannot be written to the standard output.</source>
        <translation>无法将回答写到标准输出。</translation>
    </message>
    <message>
        <source>See where it is led to, and ask again.</source>
        <translation>请查看它被导向何处，然后重新询问。</translation>
    </message>
    <message>
        <source>must be auto, cpu, cuda or cuda:0, not “{given}”</source>
        <translation>必须是 auto、cpu、cuda 或 cuda:0，而不是“{given}”</translation>
    </message>
    <message>
        <source>There are only special tokens to read, and no words.</source>
        <translation>这里只有特殊词元，没有可读的词。</translation>
    </message>
    <message>
        <source>Type a sentence around them.</source>
        <translation>请在它们前后输入一个句子。</translation>
    </message>
    <message>
        <source>A pair has two passages, and words in both.</source>
        <translation>一个句对有两段，每段都要有文字。</translation>
    </message>
    <message>
        <source>Type the one that is missing.</source>
        <translation>请输入缺少的那一段。</translation>
    </message>
    <message>
        <source>There are no pairs to learn from.</source>
        <translation>没有可供学习的句对。</translation>
    </message>
    <message>
        <source>All that were found are in the files to hold back.</source>
        <translation>找到的句对全在要留出的文件里。</translation>
    </message>
    <message>
        <source>Add pairs to learn from.</source>
        <translation>请添加用于学习的句对。</translation>
    </message>
    <message>
        <source>There are no pairs to hold back.</source>
        <translation>没有可留出的句对。</translation>
    </message>
    <message>
        <source>None were found where those to hold back should be.</source>
        <translation>在应当存放留出句对的地方没有找到句对。</translation>
    </message>
    <message>
        <source>{count} pairs have the label “-1”: nobody judged them.</source>
        <translation>有 {count} 对的标签是“-1”：无人判断过它们。</translation>
    </message>
    <message>
        <source>Name other files of pairs to hold back, or none: a share will be.</source>
        <translation>请另选要留出的句对文件，或不选：届时会留出一部分。</translation>
    </message>
    <message>
        <source>{objective} needs masked words (masked_lm) that hide spans: unit = spans</source>
        <translation>{objective} 需要遮住整个片段的遮盖词（masked_lm）：unit = spans</translation>
    </message>
    <message>
        <source>Remove it: then the sentences of the recipe are pinned again.</source>
        <translation>请删除该文件：之后将重新使用配方中的固定句。</translation>
    </message>
    <message>
        <source>It holds no pinned sentences.</source>
        <translation>其中没有固定句。</translation>
    </message>
    <message>
        <source>There are no words to pin.</source>
        <translation>没有可固定的词句。</translation>
    </message>
    <message>
        <source>{count} sentences are pinned already, which is all there can be.</source>
        <translation>已有 {count} 个固定句，不能再多了。</translation>
    </message>
    <message>
        <source>Take one of them away first.</source>
        <translation>请先取消其中一个。</translation>
    </message>
    <message>
        <source>At step {step} this text was not looked at.</source>
        <translation>第 {step} 步没有观察这段文本。</translation>
    </message>
    <message>
        <source>{run} has no recorded look at this.</source>
        <translation>{run} 没有关于它的观察记录。</translation>
    </message>
    <message>
        <source>Pin a sentence and train it for a while.</source>
        <translation>请固定一个句子并训练一会儿。</translation>
    </message>
    <message>
        <source>The vocabulary has no token for “{word}”.</source>
        <translation>词表里没有能表示“{word}”的词元。</translation>
    </message>
    <message>
        <source>Type another word.</source>
        <translation>请换一个词。</translation>
    </message>
    <message>
        <source>How likely a text is can be told of a whole one; this has gaps.</source>
        <translation>只能计算完整文本的似然；此文本有空缺。</translation>
    </message>
    <message>
        <source>Write a word in the place of each [MASK].</source>
        <translation>请在每个 [MASK] 处写上词语。</translation>
    </message>
    <message>
        <source>One sentence alone is like no other.</source>
        <translation>只有一句，无从比较。</translation>
    </message>
    <message>
        <source>Type two or more.</source>
        <translation>请输入两句以上。</translation>
    </message>
    <message>
        <source>Remove it, and measure again.</source>
        <translation>请删除它，然后重新测量。</translation>
    </message>
    <message>
        <source>There are no examples to learn from, or none to hold back.</source>
        <translation>没有可供学习的样例，或没有可供留出的样例。</translation>
    </message>
    <message>
        <source>Add examples, or name a file of those to hold back.</source>
        <translation>请添加样例，或指定留出样例的文件。</translation>
    </message>
    <message>
        <source>The examples have {found} tags, not {expected}.</source>
        <translation>样例有 {found} 种标签，而不是 {expected} 种。</translation>
    </message>
    <message>
        <source>{objective} is learned alone: switch the others off</source>
        <translation>{objective} 须单独学习：请关闭其他目标</translation>
    </message>
    <message>
        <source>the model has {depth} layers</source>
        <translation>模型只有 {depth} 层</translation>
    </message>
    <message>
        <source>a translation is written by the model itself: it has no head to tune alone</source>
        <translation>译文由模型本身写出：没有可以单独微调的输出头</translation>
    </message>
    <message>
        <source>of translations all are learned from: name a smaller file</source>
        <translation>翻译会学习全部样例：请指定更小的文件</translation>
    </message>
    <message>
        <source>{run} has learned no task.</source>
        <translation>{run} 没有学过任务。</translation>
    </message>
    <message>
        <source>Tune it on examples of one first.</source>
        <translation>请先用某个任务的样例微调它。</translation>
    </message>
    <message>
        <source>There is nothing to measure: not one example is left.</source>
        <translation>没有可测量的内容：一个样例也不剩。</translation>
    </message>
    <message>
        <source>Choose a file with examples, and see how it is read.</source>
        <translation>请选择含有样例的文件，并查看它是如何被读取的。</translation>
    </message>
    <message>
        <source>This run has learned no task: it was trained on {objectives}.</source>
        <translation>该运行没有学过任务：它的训练目标是 {objectives}。</translation>
    </message>
    <message>
        <source>These are examples of another task: this run learned {kind}.</source>
        <translation>这是另一种任务的样例：该运行学的是{kind}。</translation>
    </message>
    <message>
        <source>Choose a file of such examples, or another run.</source>
        <translation>请选择这种样例的文件，或另一次运行。</translation>
    </message>
    <message>
        <source>{path} holds no names of classes.</source>
        <translation>{path} 中没有类别名称。</translation>
    </message>
    <message>
        <source>Each of its lines is to be a name, and the first is of 0 or 1.</source>
        <translation>每行应是一个名称，第一行对应 0 或 1。</translation>
    </message>
    <message>
        <source>Choose another file, or set task.names to nothing.</source>
        <translation>请选择其他文件，或将 task.names 留空。</translation>
    </message>
    <message>
        <source>the text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>the second text</source>
        <translation>第二个文本</translation>
    </message>
    <message>
        <source>the label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>the word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>the tag</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>There is no column “{asked}”: such a file has no names of columns.</source>
        <translation>没有“{asked}”列：这种文件没有列名。</translation>
    </message>
    <message>
        <source>Give its number, counted from 1: set {key}.</source>
        <translation>请给出从 1 起数的列号：设置 {key}。</translation>
    </message>
    <message>
        <source>It is not seen which column of {path} holds {roles}.</source>
        <translation>看不出 {path} 的哪一列是{roles}。</translation>
    </message>
    <message>
        <source>Name its columns (“Correct…” on the Tune page, {keys} in a recipe), or choose a file whose columns are called like those that were learned from.</source>
        <translation>请指明它的列（在“微调”页点“更正…”，或在配方里设置 {keys}），或选择列名与训练文件相同的文件。</translation>
    </message>
    <message>
        <source>{one} and {other}</source>
        <translation>{one}和{other}</translation>
    </message>
    <message>
        <source>{path} is learned from: no name of a file says that it is for training.</source>
        <translation>用 {path} 学习：没有文件名表明是用于训练的。</translation>
    </message>
    <message>
        <source>{path} was chosen. There are other sets too: {others}.</source>
        <translation>已选 {path}。还有其他数据集：{others}。</translation>
    </message>
    <message>
        <source>Left out, for there are no labels in them: {names}.</source>
        <translation>已略去，因为其中没有标签：{names}。</translation>
    </message>
    <message>
        <source>Left out, for they cannot be read: {names}. The first: {reason}</source>
        <translation>已略去，因为无法读取：{names}。第一个：{reason}</translation>
    </message>
    <message>
        <source>No column looks like labels. There are: {columns}.</source>
        <translation>没有看起来像标签的列。现有：{columns}。</translation>
    </message>
    <message>
        <source>{label} is taken for the labels. These look like labels too: {columns}.</source>
        <translation>将 {label} 视为标签。这些列也像标签：{columns}。</translation>
    </message>
    <message>
        <source>No examples of a task were found in {path}.</source>
        <translation>在 {path} 中没有找到任务样例。</translation>
    </message>
    <message>
        <source>Choose a table with labels, words with tags, questions about contexts, or two texts line by line.</source>
        <translation>请选择带标签的表格、带标注的词、关于上下文的问题，或逐行对应的两份文本。</translation>
    </message>
    <message>
        <source>Workbooks of a spreadsheet are not read: save its table as CSV first.</source>
        <translation>不能读取电子表格文件：请先把表格另存为 CSV。</translation>
    </message>
    <message>
        <source>It ends before its JSON does, or holds no examples in a form that is known.</source>
        <translation>它的 JSON 没有写完，或者其中没有已知格式的样例。</translation>
    </message>
    <message>
        <source>It has no column of labels beside a column of texts.</source>
        <translation>文本列旁边没有标签列。</translation>
    </message>
    <message>
        <source>No file there is of a form that is known.</source>
        <translation>其中没有已知格式的文件。</translation>
    </message>
    <message>
        <source>those to learn from</source>
        <translation>用于学习的样例</translation>
    </message>
    <message>
        <source>those held back</source>
        <translation>留出的样例</translation>
    </message>
    <message>
        <source>those to measure with</source>
        <translation>用于评测的样例</translation>
    </message>
    <message>
        <source>{count} rows are no examples: cells are missing, or too many.</source>
        <translation>{count} 行不是样例：单元格缺少或过多。</translation>
    </message>
    <message>
        <source>{count} rows have no text: left out.</source>
        <translation>{count} 行没有文本：已略去。</translation>
    </message>
    <message>
        <source>{count} rows are far too long: left out.</source>
        <translation>{count} 行过长：已略去。</translation>
    </message>
    <message>
        <source>{count} scores are no numbers: these rows have no answer.</source>
        <translation>{count} 个分数不是数字：这些行没有答案。</translation>
    </message>
    <message>
        <source>{count} tags break their scheme: read as conlleval reads them.</source>
        <translation>{count} 个标注不合标注方案：按 conlleval 的方式读取。</translation>
    </message>
    <message>
        <source>{count} spans lie in others, or outside of their text: left out.</source>
        <translation>{count} 个片段在其他片段之内，或在文本之外：已略去。</translation>
    </message>
    <message>
        <source>{count} answers came without a place: the first was taken.</source>
        <translation>{count} 个答案没有给出位置：取第一处。</translation>
    </message>
    <message>
        <source>{count} answers stood elsewhere: moved to where they stand.</source>
        <translation>{count} 个答案的位置有误：已移到实际位置。</translation>
    </message>
    <message>
        <source>{count} answers do not stand in their contexts: dropped.</source>
        <translation>{count} 个答案不在上下文中：已丢弃。</translation>
    </message>
    <message>
        <source>{count} questions lost all their answers: they have none now.</source>
        <translation>{count} 个问题失去了所有答案：现在没有答案。</translation>
    </message>
    <message>
        <source>Nothing is labelled: {count} examples, and no answer to any.</source>
        <translation>没有任何标签：{count} 个样例都没有答案。</translation>
    </message>
    <message>
        <source>Name the column of the labels, or choose other files.</source>
        <translation>请指定标签所在的列，或选择其他文件。</translation>
    </message>
    <message>
        <source>There are no examples to learn from.</source>
        <translation>没有可供学习的样例。</translation>
    </message>
    <message>
        <source>Choose other files, or correct their format and columns.</source>
        <translation>请选择其他文件，或更正其格式和列。</translation>
    </message>
    <message>
        <source>All examples to learn from have one class: {label}.</source>
        <translation>所有用于学习的样例同属一类：{label}。</translation>
    </message>
    <message>
        <source>Name the right column, or add examples of other classes.</source>
        <translation>请指定正确的列，或添加其他类别的样例。</translation>
    </message>
    <message>
        <source>Nothing is labelled of the {count} examples held back.</source>
        <translation>留出的 {count} 个样例都没有标注。</translation>
    </message>
    <message>
        <source>All examples have one text: none of them can be held back.</source>
        <translation>所有样例的文本都相同：无法留出任何一个。</translation>
    </message>
    <message>
        <source>Name a file of labelled examples to hold back.</source>
        <translation>请指定一个含有标注样例的文件作为留出部分。</translation>
    </message>
    <message>
        <source>There are too few examples: {held} of {total} are held back, and those left to learn from have one class, {label}.</source>
        <translation>样例太少：{total} 个中有 {held} 个留作验证，剩下用于学习的只有一个类别：{label}。</translation>
    </message>
    <message>
        <source>Add examples, or name a file of others to hold back.</source>
        <translation>请增加样例，或另外指定一个验证文件。</translation>
    </message>
    <message>
        <source>{count} without an answer among {part}: left out.</source>
        <translation>{part}中有 {count} 个没有答案：已略去。</translation>
    </message>
    <message>
        <source>{count} among {part} have labels that none to learn from has: {labels}. They count as mistakes.</source>
        <translation>{part}中有 {count} 个带有学习时未见过的标签：{labels}。它们计为错误。</translation>
    </message>
    <message>
        <source>Classes with a single example to learn from: {labels}.</source>
        <translation>只有一个学习样例的类别：{labels}。</translation>
    </message>
    <message>
        <source>Classes are very unequal: {share} are {most}, and {fewest} of {total} {least}. Look at the mean F1 of the classes, not at the accuracy.</source>
        <translation>类别很不均衡：{share} 为 {most}，{total} 个中只有 {fewest} 个为 {least}。请看各类别 F1 的平均值，而不是准确率。</translation>
    </message>
    <message>
        <source>{count} of {total} examples to learn from are duplicates of earlier ones.</source>
        <translation>{total} 个训练样例中有 {count} 个与前面的重复。</translation>
    </message>
    <message>
        <source>{count} examples to learn from have the same text as another with a different label.</source>
        <translation>有 {count} 个训练样例与另一个文本相同，标签却不同。</translation>
    </message>
    <message>
        <source>{count} of {total} among {part} are learned from too ({share}): results look better than they are.</source>
        <translation>{part} {total} 个中有 {count} 个（{share}）也用于学习：结果会显得比实际更好。</translation>
    </message>
    <message>
        <source>{count} of {total} texts have more than {most} characters: what a model has no room for is cut off.</source>
        <translation>{total} 个文本中有 {count} 个超过 {most} 个字符：模型容纳不下的部分会被截去。</translation>
    </message>
    <message>
        <source>There are no questions in {path}.</source>
        <translation>{path} 中没有问题。</translation>
    </message>
    <message>
        <source>It has no “data” of paragraphs with a context and “qas”.</source>
        <translation>其中没有“data”，即带上下文和“qas”的段落。</translation>
    </message>
    <message>
        <source>Say in the recipe what format it has, or choose another file.</source>
        <translation>请在配方中说明其格式，或选择其他文件。</translation>
    </message>
    <message>
        <source>{path} holds nothing to learn {kind} from.</source>
        <translation>{path} 中没有可供学习 {kind} 的内容。</translation>
    </message>
    <message>
        <source>Its format is “{format}”, which holds: {kinds}.</source>
        <translation>其格式为“{format}”，可含：{kinds}。</translation>
    </message>
    <message>
        <source>Choose another task, or other files.</source>
        <translation>请选择其他任务或其他文件。</translation>
    </message>
    <message>
        <source>{path} has no answers.</source>
        <translation>{path} 没有答案。</translation>
    </message>
    <message>
        <source>Line by line, every text has a file that answers it.</source>
        <translation>逐行对应时，每份文本都有一个答案文件。</translation>
    </message>
    <message>
        <source>{path}, with the files before it, holds too many examples.</source>
        <translation>{path} 与之前的文件合计样例过多。</translation>
    </message>
    <message>
        <source>More than {limit} MB of them are not kept in memory.</source>
        <translation>内存中最多保留 {limit} MB。</translation>
    </message>
    <message>
        <source>Cut the file, or leave out some of the files.</source>
        <translation>请切分该文件，或去掉一些文件。</translation>
    </message>
    <message>
        <source>There are no examples in {path}.</source>
        <translation>{path} 中没有样例。</translation>
    </message>
    <message>
        <source>Rows left out: {malformed} in which cells are missing or too many, {empty} without text, {too_long} far too long.</source>
        <translation>略去的行：{malformed} 行单元格缺少或过多，{empty} 行没有文本，{too_long} 行过长。</translation>
    </message>
    <message>
        <source>Look into the file, or correct its format and columns.</source>
        <translation>请查看该文件，或更正其格式和列。</translation>
    </message>
    <message>
        <source>No examples to learn from are named.</source>
        <translation>没有指定用于学习的样例。</translation>
    </message>
    <message>
        <source>A task is learned from examples of it.</source>
        <translation>任务要从样例中学习。</translation>
    </message>
    <message>
        <source>Choose their files: set task.train.</source>
        <translation>请选择样例文件：设置 task.train。</translation>
    </message>
    <message>
        <source>A folder can be named to learn from only, and alone: all parts are in it.</source>
        <translation>只有学习用的示例可以指定文件夹，而且只能单独指定：各部分都在其中。</translation>
    </message>
    <message>
        <source>Name the file of its answers: set {key}.</source>
        <translation>请指定其答案文件：设置 {key}。</translation>
    </message>
    <message>
        <source>{key} names {count} file(s), and {other} names {others}.</source>
        <translation>{key} 指定了 {count} 个文件，而 {other} 指定了 {others} 个。</translation>
    </message>
    <message>
        <source>Name the two in the same order.</source>
        <translation>请按相同顺序指定两者。</translation>
    </message>
    <message>
        <source>{path} is named for two parts of a task.</source>
        <translation>{path} 被指定为任务的两个部分。</translation>
    </message>
    <message>
        <source>What is learned from shows nothing about what is new.</source>
        <translation>学过的内容无法说明对新内容的效果。</translation>
    </message>
    <message>
        <source>{path} is larger than {limit} MB.</source>
        <translation>{path} 大于 {limit} MB。</translation>
    </message>
    <message>
        <source>A JSON file is read whole, and so large a one is not.</source>
        <translation>JSON 文件要整体读取，这么大的不读。</translation>
    </message>
    <message>
        <source>Cut it into several files, and name all of them.</source>
        <translation>请切分为几个文件，并全部指定。</translation>
    </message>
    <message>
        <source>Its parts stand in one another too deeply.</source>
        <translation>其嵌套过深。</translation>
    </message>
    <message>
        <source>{path} is no JSON that can be read to its end.</source>
        <translation>{path} 不是能完整读取的 JSON。</translation>
    </message>
    <message>
        <source>Fetch the file again, or say in the recipe what format it has.</source>
        <translation>请重新获取该文件，或在配方中说明其格式。</translation>
    </message>
    <message>
        <source>The text of {run} is too short to look for what is known by heart.</source>
        <translation>{run} 的文本太短，无法查找背下来的内容。</translation>
    </message>
    <message>
        <source>There is no piece of {count} tokens, or none held back.</source>
        <translation>没有 {count} 个词元的片段，或没有留出的片段。</translation>
    </message>
    <message>
        <source>Ask a run that was trained on more text.</source>
        <translation>请询问用更多文本训练的运行。</translation>
    </message>
    <message>
        <source>{run} was imported, and its training text did not come with it.</source>
        <translation>{run} 是导入的，它的训练文本没有一同带来。</translation>
    </message>
    <message>
        <source>It is no longer what it was.</source>
        <translation>它已不是原来的样子。</translation>
    </message>
    <message>
        <source>{run} was trained on pairs alone, and on no text.</source>
        <translation>{run} 只用成对数据训练，没有用文本。</translation>
    </message>
    <message>
        <source>Ask a run that was trained on a text.</source>
        <translation>请询问用文本训练的运行。</translation>
    </message>
    <message>
        <source>The training text of {run} cannot be read as it was.</source>
        <translation>{run} 的训练文本无法按原样读取。</translation>
    </message>
    <message>
        <source>Put the text back where it was, and ask again.</source>
        <translation>请把文本放回原处，再问一次。</translation>
    </message>
    <message>
        <source>The line has no digits, so there are no others to hold against it.</source>
        <translation>这一行没有数字，因此没有可以相比的其他行。</translation>
    </message>
    <message>
        <source>Choose a line with a number in it.</source>
        <translation>请选择含有数字的一行。</translation>
    </message>
    <message>
        <source>There are no pairs of CrowS-Pairs in {path}.</source>
        <translation>{path} 中没有 CrowS-Pairs 的句对。</translation>
    </message>
    <message>
        <source>Choose a CSV with the columns {columns}; of WinoBias a file whose name begins with pro_stereotyped, or their folder.</source>
        <translation>请选择带有 {columns} 列的 CSV；WinoBias 则选名称以 pro_stereotyped 开头的文件或其文件夹。</translation>
    </message>
    <message>
        <source>There are no sentences in {path} to hide a word in.</source>
        <translation>{path} 中没有可以遮住一个词的句子。</translation>
    </message>
    <message>
        <source>Choose a text whose sentences have four words or more.</source>
        <translation>请选择句子有四个词或更多的文本。</translation>
    </message>
    <message>
        <source>Measure something else of it, such as how likely a text is to it; or choose a run trained on one of these: {known}.</source>
        <translation>请测量它的其他方面，例如文本对它有多可能；或选择用以下之一训练的运行：{known}。</translation>
    </message>
    <message>
        <source>It is not known which columns of {path} hold text and label.</source>
        <translation>不知道 {path} 的哪些列是文本和标签。</translation>
    </message>
    <message>
        <source>Its first row is: {names}.</source>
        <translation>它的第一行是：{names}。</translation>
    </message>
    <message>
        <source>Name them, or give their numbers from 1.</source>
        <translation>请给出列名，或从 1 起的列号。</translation>
    </message>
    <message>
        <source>The label column of {path} has {count} different labels.</source>
        <translation>{path} 的标签列有 {count} 个不同的标签。</translation>
    </message>
    <message>
        <source>There must be from 2 to {most}.</source>
        <translation>必须有 2 到 {most} 个。</translation>
    </message>
    <message>
        <source>Name the columns of text and label, or give their numbers.</source>
        <translation>请给出文本列和标签列的名称或列号。</translation>
    </message>
    <message>
        <source>There is no text in {path} that this run could be asked for.</source>
        <translation>{path} 中没有可以问这个运行的文本。</translation>
    </message>
    <message>
        <source>Choose a file with sentences in it.</source>
        <translation>请选择含有句子的文件。</translation>
    </message>
    <message>
        <source>{path} has too few rows for a probe: {count}.</source>
        <translation>{path} 的行数对探针来说太少：{count}。</translation>
    </message>
    <message>
        <source>A part is learned from, a part chosen by, a part measured.</source>
        <translation>一部分用于学习，一部分用于选择，一部分用于测量。</translation>
    </message>
    <message>
        <source>Choose a file of some hundred rows.</source>
        <translation>请选择有几百行的文件。</translation>
    </message>
    <message>
        <source>There are no minimal pairs in {path}.</source>
        <translation>{path} 中没有最小对立对。</translation>
    </message>
    <message>
        <source>Choose JSON lines with sentence_good and sentence_bad, or a CSV whose rows are sound (1) and unsound (0) in turn.</source>
        <translation>请选择带有 sentence_good 和 sentence_bad 的 JSON 行，或正确（1）与不正确（0）的行交替的 CSV。</translation>
    </message>
    <message>
        <source>Choose a file in it.</source>
        <translation>请选择其中的一个文件。</translation>
    </message>
    <message>
        <source>{path} has more than {limit} MB of rows.</source>
        <translation>{path} 的行超过 {limit} MB。</translation>
    </message>
    <message>
        <source>Measure on a part of it.</source>
        <translation>请在其中一部分上测量。</translation>
    </message>
    <message>
        <source>There are no pairs of WinoBias in {path}.</source>
        <translation>{path} 中没有 WinoBias 的句对。</translation>
    </message>
    <message>
        <source>Choose a file whose name begins with pro_stereotyped, with its partner anti_stereotyped beside it, or their folder.</source>
        <translation>请选择名称以 pro_stereotyped 开头、旁边有对应的 anti_stereotyped 的文件，或其文件夹。</translation>
    </message>
    <message>
        <source>This run goes on with no text: it was trained on {objectives}.</source>
        <translation>这个运行不续写文本：它是用 {objectives} 训练的。</translation>
    </message>
    <message>
        <source>What it writes depends on a text it reads, so no text alone has a likelihood. Choose a run trained on one of these: {known}; or measure this one with a linear probe.</source>
        <translation>它写什么取决于所读的文本，因此单独的文本没有似然。请选择用以下之一训练的运行：{known}；或用线性探针测量这个运行。</translation>
    </message>
    <message>
        <source>This run cannot say how likely a text is: it was trained on {objectives}.</source>
        <translation>这个运行说不出文本有多可能：它是用 {objectives} 训练的。</translation>
    </message>
    <message>
        <source>Its list of contents cannot be read.</source>
        <translation>它的内容清单无法读取。</translation>
    </message>
    <message>
        <source>The name {name} in it has a sign in it that no file can have.</source>
        <translation>其中的名称 {name} 含有任何文件都不能有的字符。</translation>
    </message>
    <message>
        <source>The name {name} in it leads out of its folder.</source>
        <translation>其中的名称 {name} 指向文件夹之外。</translation>
    </message>
    <message>
        <source>The name {name} in it means another place on other systems.</source>
        <translation>其中的名称 {name} 在别的系统上指另一个位置。</translation>
    </message>
    <message>
        <source>The name {name} in it means a device on some systems.</source>
        <translation>其中的名称 {name} 在某些系统上指一个设备。</translation>
    </message>
    <message>
        <source>There is {name} in it, which does not belong there.</source>
        <translation>其中有 {name}，它不该在那里。</translation>
    </message>
    <message>
        <source>This capsule cannot be opened.</source>
        <translation>无法打开这个胶囊。</translation>
    </message>
    <message>
        <source>Ask for the file again, where it came from.</source>
        <translation>请向来源处重新索取该文件。</translation>
    </message>
    <message>
        <source>This capsule was made by a newer Cloze Studio.</source>
        <translation>这个胶囊由更新的 Cloze Studio 制作。</translation>
    </message>
    <message>
        <source>Its form has the number {version}; {known} is known here.</source>
        <translation>它的格式编号是 {version}；这里认识的是 {known}。</translation>
    </message>
    <message>
        <source>Install the newest one and open it again.</source>
        <translation>请安装最新版本，再打开它。</translation>
    </message>
    <message>
        <source>The text in it is not what the run began with: {key}.</source>
        <translation>其中的文本不是此运行开始时的文本：{key}。</translation>
    </message>
    <message>
        <source>A row of {name} in it is far too long.</source>
        <translation>其中 {name} 有一行过长。</translation>
    </message>
    <message>
        <source>{name} in it cannot be read ({reason}).</source>
        <translation>其中的 {name} 无法读取（{reason}）。</translation>
    </message>
    <message>
        <source>There is no room on the disk for this capsule.</source>
        <translation>磁盘上没有空间容纳这个胶囊。</translation>
    </message>
    <message>
        <source>It takes {needed} MB; {free} MB are free.</source>
        <translation>它需要 {needed} MB；剩余 {free} MB。</translation>
    </message>
    <message>
        <source>Free some space, or choose a workspace on another disk.</source>
        <translation>请腾出空间，或选择另一块磁盘上的工作区。</translation>
    </message>
    <message>
        <source>{name} in it is damaged.</source>
        <translation>其中的 {name} 已损坏。</translation>
    </message>
    <message>
        <source>There is no {name} in it.</source>
        <translation>其中没有 {name}。</translation>
    </message>
    <message>
        <source>Its list of contents names other files: {name}.</source>
        <translation>它的内容清单列出的是别的文件：{name}。</translation>
    </message>
    <message>
        <source>{name} in it is not whole.</source>
        <translation>其中的 {name} 不完整。</translation>
    </message>
    <message>
        <source>It is damaged, or no zip at all ({reason}).</source>
        <translation>它已损坏，或根本不是 zip（{reason}）。</translation>
    </message>
    <message>
        <source>It is one part of several.</source>
        <translation>它只是若干部分之一。</translation>
    </message>
    <message>
        <source>There are too many files in it: {count}.</source>
        <translation>其中的文件太多：{count}。</translation>
    </message>
    <message>
        <source>There are two files of the name {name} in it.</source>
        <translation>其中有两个名为 {name} 的文件。</translation>
    </message>
    <message>
        <source>{name} in it is a link, or no file.</source>
        <translation>其中的 {name} 是链接，或不是文件。</translation>
    </message>
    <message>
        <source>{name} in it is encrypted.</source>
        <translation>其中的 {name} 已加密。</translation>
    </message>
    <message>
        <source>{name} in it is packed in a way that is not known.</source>
        <translation>其中的 {name} 以未知的方式压缩。</translation>
    </message>
    <message>
        <source>It would grow to more than {times} times its size.</source>
        <translation>它展开后会超过自身大小的 {times} 倍。</translation>
    </message>
    <message>
        <source>Its end is missing, or it is no zip at all.</source>
        <translation>它的结尾缺失，或根本不是 zip。</translation>
    </message>
    <message>
        <source>{name} in it would be far too large.</source>
        <translation>其中的 {name} 展开后会过大。</translation>
    </message>
    <message>
        <source>Its files do not stand one behind another.</source>
        <translation>其中的文件不是一个接一个排列的。</translation>
    </message>
    <message>
        <source>{library} is not installed.</source>
        <translation>没有安装 {library}。</translation>
    </message>
    <message>
        <source>Install it: {command}</source>
        <translation>请安装：{command}</translation>
    </message>
    <message>
        <source>{field} = {found} has no equal there; {wanted} has.</source>
        <translation>{field} = {found} 在那里没有对应；{wanted} 有。</translation>
    </message>
    <message>
        <source>{found} also sees what follows, as no decoder there does; {wanted} does not.</source>
        <translation>{found} 还会看到后文，那里的解码器都不会；{wanted} 不会。</translation>
    </message>
    <message>
        <source>The tokenizer in {path} is not that of its model.</source>
        <translation>{path} 中的分词器不属于其模型。</translation>
    </message>
    <message>
        <source>It has {tokens} tokens, the model {rows}.</source>
        <translation>它有 {tokens} 个词元，模型有 {rows} 个。</translation>
    </message>
    <message>
        <source>The model could not be written as ONNX.</source>
        <translation>无法把模型写成 ONNX。</translation>
    </message>
    <message>
        <source>Export it as a Hugging Face folder, or install a newer torch.</source>
        <translation>请导出为 Hugging Face 文件夹，或安装更新的 torch。</translation>
    </message>
    <message>
        <source>It would read rows of one length only.</source>
        <translation>它只能读取一种长度的行。</translation>
    </message>
    <message>
        <source>The model is too large for ONNX: {found} MB of weights.</source>
        <translation>模型对 ONNX 来说太大：权重有 {found} MB。</translation>
    </message>
    <message>
        <source>One file holds {most} MB of them.</source>
        <translation>一个文件可容纳 {most} MB。</translation>
    </message>
    <message>
        <source>Export it as a Hugging Face folder.</source>
        <translation>请导出为 Hugging Face 文件夹。</translation>
    </message>
    <message>
        <source>It ends too early.</source>
        <translation>它过早结束。</translation>
    </message>
    <message>
        <source>It would grow when it is unpacked.</source>
        <translation>它解压后会变大。</translation>
    </message>
    <message>
        <source>It asks for more than tensors, and that is never done.</source>
        <translation>它要求的不只是张量，而这绝不会执行。</translation>
    </message>
    <message>
        <source>It holds no weights ({words}).</source>
        <translation>其中没有权重（{words}）。</translation>
    </message>
    <message>
        <source>The model in {path} cannot be imported.</source>
        <translation>{path} 中的模型无法导入。</translation>
    </message>
    <message>
        <source>Its {field} cannot be {found}: {reason}.</source>
        <translation>其 {field} 不能为 {found}：{reason}。</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>请选择另一个模型。</translation>
    </message>
    <message>
        <source>a token near the first</source>
        <translation>靠近第一个的词元</translation>
    </message>
    <message>
        <source>another number than hidden_size</source>
        <translation>不同于 hidden_size 的数</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>一个整数</translation>
    </message>
    <message>
        <source>a number from 0 to 0.9</source>
        <translation>0 到 0.9 之间的数</translation>
    </message>
    <message>
        <source>nothing at all</source>
        <translation>不填</translation>
    </message>
    <message>
        <source>Its {field} is {found}; here it can be: {known}.</source>
        <translation>其 {field} 为 {found}；这里可以是：{known}。</translation>
    </message>
    <message>
        <source>This run cannot be exported as RoBERTa.</source>
        <translation>此运行无法导出为 RoBERTa。</translation>
    </message>
    <message>
        <source>It counts places by its padding token, and has none.</source>
        <translation>RoBERTa 按填充词元计数位置，而它没有填充词元。</translation>
    </message>
    <message>
        <source>Choose a run whose tokenizer has a [PAD] token.</source>
        <translation>请选择分词器含有 [PAD] 词元的运行。</translation>
    </message>
    <message>
        <source>This model has no equal in transformers; the nearest is {family}.</source>
        <translation>此模型在 transformers 中没有对应；最接近的是 {family}。</translation>
    </message>
    <message>
        <source>Train one with these choices to export it.</source>
        <translation>请按这些选择训练一个模型再导出。</translation>
    </message>
    <message>
        <source>Weights are missing in {path}.</source>
        <translation>{path} 中缺少权重。</translation>
    </message>
    <message>
        <source>There is none of: {names}.</source>
        <translation>缺少：{names}。</translation>
    </message>
    <message>
        <source>{name} is not the table of its tokens; here both are one.</source>
        <translation>{name} 不是其词元表；这里两者为同一个。</translation>
    </message>
    <message>
        <source>{name} holds numbers that are infinite, or none at all.</source>
        <translation>{name} 中有无穷大的数，或根本不是数的值。</translation>
    </message>
    <message>
        <source>The weights in {path} are not those its config.json describes.</source>
        <translation>{path} 中的权重与其 config.json 所述不符。</translation>
    </message>
    <message>
        <source>{name} is {found}, not {expected}.</source>
        <translation>{name} 为 {found}，而非 {expected}。</translation>
    </message>
    <message>
        <source>Its tensor {name} holds no floating-point numbers: {kind}.</source>
        <translation>其张量 {name} 不是浮点数：{kind}。</translation>
    </message>
    <message>
        <source>There are no weights in {path}.</source>
        <translation>{path} 中没有权重。</translation>
    </message>
    <message>
        <source>{found} cannot be read here.</source>
        <translation>{found} 在这里无法读取。</translation>
    </message>
    <message>
        <source>Choose a folder with a model.safetensors or pytorch_model.bin.</source>
        <translation>请选择含有 model.safetensors 或 pytorch_model.bin 的文件夹。</translation>
    </message>
    <message>
        <source>It names no files.</source>
        <translation>它没有指明文件。</translation>
    </message>
    <message>
        <source>It names too many files.</source>
        <translation>它指明的文件太多。</translation>
    </message>
    <message>
        <source>Its header is too long.</source>
        <translation>其文件头太长。</translation>
    </message>
    <message>
        <source>It is not the text this run began with.</source>
        <translation>它不是此运行开始时的文本。</translation>
    </message>
    <message>
        <source>Remove the folder: then the text is prepared anew from its files.</source>
        <translation>请删除该文件夹：之后文本会从文件重新准备。</translation>
    </message>
    <message>
        <source>This run answers questions about a context.</source>
        <translation>此运行回答关于一段上下文的问题。</translation>
    </message>
    <message>
        <source>Give it one too: predict RUN QUESTION --context TEXT.</source>
        <translation>请同时给出上下文：predict RUN QUESTION --context TEXT。</translation>
    </message>
    <message>
        <source>“{name}” tunes nothing: {line}</source>
        <translation>“{name}”不做微调：{line}</translation>
    </message>
    <message>
        <source>Train it first: with the preset {preset}.</source>
        <translation>请先用预设 {preset} 训练。</translation>
    </message>
    <message>
        <source>There is no application “{name}”.</source>
        <translation>没有名为“{name}”的应用。</translation>
    </message>
    <message>
        <source>This run sorts no texts: it learned {objective}.</source>
        <translation>此运行不给文本分类：它学的是{objective}。</translation>
    </message>
    <message>
        <source>This run finds no names: it learned {objective}.</source>
        <translation>此运行不找名称：它学的是{objective}。</translation>
    </message>
    <message>
        <source>This run answers no questions: it learned {objective}.</source>
        <translation>此运行不回答问题：它学的是{objective}。</translation>
    </message>
    <message>
        <source>Choose a run tuned on {name}.</source>
        <translation>请选择在{name}上微调过的运行。</translation>
    </message>
    <message>
        <source>No exercise can be made of this text.</source>
        <translation>这段文本出不了练习。</translation>
    </message>
    <message>
        <source>None of its sentences ({count}) holds a whole word that this run knows and can tell from three others.</source>
        <translation>它的句子（{count} 个）里，没有一个含有此运行认识、并能与另外三个区分开的整词。</translation>
    </message>
    <message>
        <source>Train the run longer, or take a longer text like those it learned from.</source>
        <translation>请把运行训练得更久，或换一篇更长的、与它学过的相近的文本。</translation>
    </message>
    <message>
        <source>{path} is no evaluation that this version can read.</source>
        <translation>{path} 不是此版本可读取的评估。</translation>
    </message>
    <message>
        <source>There is no file or folder {path}.</source>
        <translation>没有文件或文件夹 {path}。</translation>
    </message>
    <message>
        <source>Choose a folder with a config.json, or a capsule.</source>
        <translation>请选择含有 config.json 的文件夹，或一个胶囊文件。</translation>
    </message>
    <message>
        <source>It is no evaluation.</source>
        <translation>它不是评估结果。</translation>
    </message>
</context>
<context>
    <name>figures</name>
    <message>
        <source>Entropy</source>
        <translation>熵</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>First</source>
        <translation>首位</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>前一</translation>
    </message>
    <message>
        <source>After</source>
        <translation>后一</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>Itself</source>
        <translation>自身</translation>
    </message>
    <message>
        <source>How spread the attention is, in bits, on average over the tokens that look.
0: at one token alone; the end of the scale: at all alike.</source>
        <translation>注意力的分散程度，单位比特，对所有关注的词元取平均。
0：只看一个词元；标尺末端：均匀地看所有词元。</translation>
    </message>
    <message>
        <source>Tokens between the one that looks and the one looked at, weighted by attention.</source>
        <translation>关注者与被关注者相隔的词元数，按注意力加权。</translation>
    </message>
    <message>
        <source>Share of the attention on the first place, where [CLS] mostly stands.
Heads with nothing to do often rest there (Clark et al. 2019).</source>
        <translation>落在首位（通常是 [CLS]）的注意力比例。
无事可做的头常停在那里（Clark 等 2019）。</translation>
    </message>
    <message>
        <source>Share of the attention on [SEP].
Heads with nothing to do often rest there (Clark et al. 2019).</source>
        <translation>落在 [SEP] 上的注意力比例。
无事可做的头常停在那里（Clark 等 2019）。</translation>
    </message>
    <message>
        <source>Share of the attention on the token before.</source>
        <translation>落在前一个词元上的注意力比例。</translation>
    </message>
    <message>
        <source>Share of the attention on the token after.</source>
        <translation>落在后一个词元上的注意力比例。</translation>
    </message>
    <message>
        <source>Share of the attention on other places with the same token, of tokens that occur more than once.</source>
        <translation>对出现多次的词元，落在其他位置的相同词元上的注意力比例。</translation>
    </message>
    <message>
        <source>Share of the attention on the token itself.</source>
        <translation>落在词元自身的注意力比例。</translation>
    </message>
    <message>
        <source>Share of the attention on [MASK].</source>
        <translation>落在 [MASK] 上的注意力比例。</translation>
    </message>
</context>
<context>
    <name>found</name>
    <message>
        <source>this result</source>
        <translation>本结果</translation>
    </message>
    <message>
        <source>{number} bits</source>
        <translation>{number} 比特</translation>
    </message>
    <message>
        <source>{number} nats</source>
        <translation>{number} nat</translation>
    </message>
    <message>
        <source>95 %: {low} to {high}</source>
        <translation>95 %：{low} 至 {high}</translation>
    </message>
    <message>
        <source>ideal {number}</source>
        <translation>理想值 {number}</translation>
    </message>
    <message>
        <source>chance {number}</source>
        <translation>随机 {number}</translation>
    </message>
    <message>
        <source>floor {number}</source>
        <translation>下限 {number}</translation>
    </message>
    <message>
        <source>The ideal lies within the interval.</source>
        <translation>理想值在区间之内。</translation>
    </message>
    <message>
        <source>The ideal lies outside the interval.</source>
        <translation>理想值在区间之外。</translation>
    </message>
    <message>
        <source>No different from knowing nothing, as far as this can tell.</source>
        <translation>就此而言，与一无所知没有差别。</translation>
    </message>
    <message>
        <source>Different from knowing nothing.</source>
        <translation>与一无所知有差别。</translation>
    </message>
    <message>
        <source>Better than knowing nothing.</source>
        <translation>好于一无所知。</translation>
    </message>
    <message>
        <source>Worse than knowing nothing.</source>
        <translation>不如一无所知。</translation>
    </message>
    <message>
        <source>{run}, step {step}, {time}</source>
        <translation>{run}，第 {step} 步，{time}</translation>
    </message>
    <message>
        <source>at most {most}</source>
        <translation>至多 {most}</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>种子 {seed}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
</context>
<context>
    <name>heads</name>
    <message>
        <source>previous token</source>
        <translation>前一词元</translation>
    </message>
    <message>
        <source>next token</source>
        <translation>后一词元</translation>
    </message>
    <message>
        <source>itself</source>
        <translation>自身</translation>
    </message>
    <message>
        <source>same word</source>
        <translation>同一个词</translation>
    </message>
    <message>
        <source>first token</source>
        <translation>首词元</translation>
    </message>
    <message>
        <source>delimiter</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>nearby</source>
        <translation>邻近</translation>
    </message>
    <message>
        <source>broadcast</source>
        <translation>均匀分布</translation>
    </message>
    <message>
        <source>No pattern takes more than half of its attention.</source>
        <translation>没有哪种模式占去它一半以上的注意力。</translation>
    </message>
    <message>
        <source>Mostly looks at the token before.</source>
        <translation>主要关注前一词元。</translation>
    </message>
    <message>
        <source>Mostly looks at the token after.</source>
        <translation>主要关注后一词元。</translation>
    </message>
    <message>
        <source>Mostly looks at the token itself.</source>
        <translation>主要关注词元自身。</translation>
    </message>
    <message>
        <source>Mostly looks at the same word elsewhere in the text.</source>
        <translation>主要关注文中别处的同一个词。</translation>
    </message>
    <message>
        <source>Mostly looks at what is masked.</source>
        <translation>主要关注被遮住之处。</translation>
    </message>
    <message>
        <source>Mostly looks at the first token, where it rests.</source>
        <translation>主要关注首词元，即其停歇之处。</translation>
    </message>
    <message>
        <source>Mostly looks at [CLS] and [SEP], where it rests.</source>
        <translation>主要关注 [CLS] 与 [SEP]，即其停歇之处。</translation>
    </message>
    <message>
        <source>Mostly looks at one and the same token.</source>
        <translation>主要关注同一个词元。</translation>
    </message>
    <message>
        <source>Mostly looks at most two tokens far.</source>
        <translation>主要关注两个词元以内的邻近处。</translation>
    </message>
    <message>
        <source>Looks at all tokens nearly alike.</source>
        <translation>对所有词元的关注几乎相同。</translation>
    </message>
    <message>
        <source>one token</source>
        <translation>单个词元</translation>
    </message>
    <message>
        <source>prev</source>
        <translation>前</translation>
    </message>
    <message>
        <source>next</source>
        <translation>后</translation>
    </message>
    <message>
        <source>own</source>
        <translation>自身</translation>
    </message>
    <message>
        <source>same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>遮盖</translation>
    </message>
    <message>
        <source>first</source>
        <translation>前</translation>
    </message>
    <message>
        <source>delim</source>
        <translation>分隔</translation>
    </message>
    <message>
        <source>one</source>
        <translation>单一</translation>
    </message>
    <message>
        <source>local</source>
        <translation>邻近</translation>
    </message>
    <message>
        <source>broad</source>
        <translation>均匀</translation>
    </message>
    <message>
        <source>more than {share} % of the attention on {what}</source>
        <translation>超过 {share} % 的注意力落在{what}</translation>
    </message>
    <message>
        <source>the token before</source>
        <translation>前一个词元</translation>
    </message>
    <message>
        <source>the token after</source>
        <translation>后一个词元</translation>
    </message>
    <message>
        <source>the token itself</source>
        <translation>词元自身</translation>
    </message>
    <message>
        <source>the same token at other places</source>
        <translation>其他位置的相同词元</translation>
    </message>
    <message>
        <source>[MASK]</source>
        <translation>[MASK]</translation>
    </message>
    <message>
        <source>the first token, mostly [CLS]</source>
        <translation>首个词元（通常是 [CLS]）</translation>
    </message>
    <message>
        <source>[SEP] and the first token together</source>
        <translation>[SEP] 与首个词元之和</translation>
    </message>
    <message>
        <source>one and the same token</source>
        <translation>同一个词元</translation>
    </message>
    <message>
        <source>more than {share} % of the attention within {near} tokens</source>
        <translation>超过 {share} % 的注意力落在 {near} 个词元以内</translation>
    </message>
    <message>
        <source>spread alike: more than {share} % of the highest entropy</source>
        <translation>均匀分布：熵超过最高值的 {share} %</translation>
    </message>
    <message>
        <source>And at least {times} times as much as if all were looked at alike, in this text.
Names after Clark et al. 2019, What Does BERT Look At?</source>
        <translation>并且在此文本中至少是均匀关注时的 {times} 倍。
名称参照 Clark 等 2019，What Does BERT Look At?</translation>
    </message>
</context>
<context>
    <name>inside</name>
    <message>
        <source>This head&apos;s part is {share} of the lengths of all heads&apos; parts together.</source>
        <translation>此头的部分占所有头各部分长度之和的 {share}。</translation>
    </message>
</context>
<context>
    <name>look</name>
    <message>
        <source>Heatmap</source>
        <translation>热力图</translation>
    </message>
    <message>
        <source>Who looks at whom: a row for every token that looks</source>
        <translation>谁关注谁：每个关注者占一行</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>关闭头</translation>
    </message>
    <message>
        <source>Switch heads off and see at once what the model says without them.
A head off writes nothing: its slice of W_O is zero (Michel et al. 2019).</source>
        <translation>关闭一些头，立即看到模型没有它们时怎么说。
关闭的头什么也不写：它在 W_O 中的一段为零（Michel et al. 2019）。</translation>
    </message>
    <message>
        <source>Inside the head</source>
        <translation>头的内部</translation>
    </message>
    <message>
        <source>Query, keys, scores, softmax and weighted sum with the real numbers, step by step.
softmax(QKᵀ/√d) V, Vaswani et al. 2017.</source>
        <translation>以真实数值逐步显示查询、键、分数、softmax 与加权和。
softmax(QKᵀ/√d) V，Vaswani et al. 2017。</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词</translation>
    </message>
    <message>
        <source>The vectors of words on the plane on which they differ most (PCA), and what is near.
Principal components: Pearson 1901, Hotelling 1933.</source>
        <translation>词的向量，画在它们差异最大的平面上（主成分分析 PCA），以及彼此相近的词。
主成分：Pearson 1901，Hotelling 1933。</translation>
    </message>
    <message>
        <source>Arcs</source>
        <translation>弧线</translation>
    </message>
    <message>
        <source>A line from every token to those it looks at, as strong as the weight;
several heads in their own colours. After BertViz, Vig 2019.</source>
        <translation>从每个词元到其所关注词元的连线，权重越大线越粗；
多个注意力头各用一色。参照 BertViz，Vig 2019。</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>How spread every head&apos;s attention is, how far it reaches and what it rests on;
known patterns are named where they are measured. After Clark et al. 2019.</source>
        <translation>各头的注意力有多分散、看得多远、停在何处；
测得已知模式时给出名称。参照 Clark 等 2019。</translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation>注意力展开</translation>
    </message>
    <message>
        <source>What every token is made of after all layers, if attention alone mixed them.
Abnar and Zuidema 2020, Quantifying Attention Flow in Transformers.</source>
        <translation>若只由注意力混合，各词元经过所有层之后由什么组成（attention rollout）。
Abnar 与 Zuidema 2020，Quantifying Attention Flow in Transformers。</translation>
    </message>
</context>
<context>
    <name>measures</name>
    <message>
        <source>per token, each hidden in turn</source>
        <translation>每个词元，依次逐个遮住</translation>
    </message>
    <message>
        <source>per token, named from those before it</source>
        <translation>每个词元，由它前面的词元预测</translation>
    </message>
    <message>
        <source>per token after a beginning, drawn 8 times</source>
        <translation>开头之后的每个词元，随机取 8 次开头</translation>
    </message>
    <message>
        <source>per token the decoder writes</source>
        <translation>解码器写出的每个词元</translation>
    </message>
    <message>
        <source>per token, whether it was replaced, drawn 8 times</source>
        <translation>每个词元是否被替换，随机替换 8 次</translation>
    </message>
    <message>
        <source>share of the classes&apos; probability that moved</source>
        <translation>各类别概率中改变的份额</translation>
    </message>
    <message>
        <source>1 − cosine to what the text&apos;s vector was</source>
        <translation>1 − 与文本原向量的余弦</translation>
    </message>
    <message>
        <source>Floor: answering nothing to every question.</source>
        <translation>基线：对每个问题都不作答。</translation>
    </message>
    <message>
        <source>Floor: answering with the first sentence of the text, whatever is asked.</source>
        <translation>基线：无论问什么，都以文本的第一句作答。</translation>
    </message>
    <message>
        <source>Exact match</source>
        <translation>完全匹配</translation>
    </message>
    <message>
        <source>Answer F1</source>
        <translation>答案 F1</translation>
    </message>
    <message>
        <source>Share of the answers that are one of the right ones, apart from case, punctuation, articles and blanks (SQuAD, Rajpurkar et al. 2016 and 2018).</source>
        <translation>与某个正确答案相同的答案所占比例；大小写、标点、冠词和空白不计（SQuAD，Rajpurkar et al. 2016、2018）。</translation>
    </message>
    <message>
        <source>Harmonic mean of the shares of words that an answer and the right one have in common: the best of all right ones, in the mean over the questions (SQuAD).</source>
        <translation>答案与正确答案共有的词在两者中各占比例的调和平均：取所有正确答案中最高者，再对问题取平均（SQuAD）。</translation>
    </message>
    <message>
        <source>Share of the answers that are one of the right ones, apart from case and punctuation (CMRC 2018, Cui et al. 2019).</source>
        <translation>与某个正确答案相同的答案所占比例；大小写和标点不计（CMRC 2018，Cui et al. 2019）。</translation>
    </message>
    <message>
        <source>Harmonic mean of the shares of an answer and of the right one that their longest common stretch makes up, in characters of Chinese and words of all else: the best of all right ones, in the mean over the questions (CMRC 2018).</source>
        <translation>答案与正确答案的最长公共连续片段在两者中各占比例的调和平均，中文按字、其余按词计：取所有正确答案中最高者，再对问题取平均（CMRC 2018）。</translation>
    </message>
    <message>
        <source>Exact match at the best threshold</source>
        <translation>最佳阈值下的完全匹配</translation>
    </message>
    <message>
        <source>Exact match if nothing is answered wherever no answer seems likelier than the threshold that is best on these very questions (SQuAD 2.0): an upper bound.</source>
        <translation>凡“无答案”的可能性超过阈值就不作答时的完全匹配；阈值取在这些问题上最好的一个（SQuAD 2.0），因此是上界。</translation>
    </message>
    <message>
        <source>Answer F1 at the best threshold</source>
        <translation>最佳阈值下的答案 F1</translation>
    </message>
    <message>
        <source>F1 if nothing is answered wherever no answer seems likelier than the threshold that is best on these very questions (SQuAD 2.0): an upper bound.</source>
        <translation>凡“无答案”的可能性超过阈值就不作答时的 F1；阈值取在这些问题上最好的一个（SQuAD 2.0），因此是上界。</translation>
    </message>
    <message>
        <source>Questions with and without an answer</source>
        <translation>有答案与无答案的问题</translation>
    </message>
    <message>
        <source>With an answer</source>
        <translation>有答案</translation>
    </message>
    <message>
        <source>Without an answer</source>
        <translation>无答案</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Floor: giving every example the shares that the classes have in training.</source>
        <translation>基线：对每个样例都给出各类别在训练集中的比例。</translation>
    </message>
    <message>
        <source>Per class</source>
        <translation>各类别</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>F1, low</source>
        <translation>F1 下界</translation>
    </message>
    <message>
        <source>F1, high</source>
        <translation>F1 上界</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样例</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Share of the examples whose class was predicted right.</source>
        <translation>类别预测正确的样例所占比例。</translation>
    </message>
    <message>
        <source>F1, mean of classes</source>
        <translation>F1（类别平均）</translation>
    </message>
    <message>
        <source>F1 is the harmonic mean of precision and recall (van Rijsbergen 1979); here its mean over the classes, so that a rare class counts as much as a frequent one.</source>
        <translation>F1 是精确率与召回率的调和平均（van Rijsbergen 1979）；这里对各类别取平均，因此少见的类别与常见的类别同等重要。</translation>
    </message>
    <message>
        <source>F1, all together</source>
        <translation>F1（总体）</translation>
    </message>
    <message>
        <source>F1 of the decisions on all classes together. Where each example has one class it equals the accuracy.</source>
        <translation>把所有类别的判断合在一起的 F1。每个样例只有一个类别时，它等于准确率。</translation>
    </message>
    <message>
        <source>F1, by frequency</source>
        <translation>F1（按频次加权）</translation>
    </message>
    <message>
        <source>Mean of the classes&apos; F1, weighted by their numbers of examples.</source>
        <translation>各类别 F1 按其样例数加权的平均。</translation>
    </message>
    <message>
        <source>Precision, mean of classes</source>
        <translation>精确率（类别平均）</translation>
    </message>
    <message>
        <source>Share of what was predicted to be of a class that is; its mean over the classes. A class that was never predicted has 0.</source>
        <translation>预测为某类别的样例中确属该类别的比例，对各类别取平均。从未被预测的类别记为 0。</translation>
    </message>
    <message>
        <source>Recall, mean of classes</source>
        <translation>召回率（类别平均）</translation>
    </message>
    <message>
        <source>Share of a class&apos;s examples that were predicted to be of it; its mean over the classes.</source>
        <translation>某类别的样例中被预测为该类别的比例，对各类别取平均。</translation>
    </message>
    <message>
        <source>Precision, by frequency</source>
        <translation>精确率（按频次加权）</translation>
    </message>
    <message>
        <source>Mean of the classes&apos; precision, weighted by their numbers of examples.</source>
        <translation>各类别精确率按其样例数加权的平均。</translation>
    </message>
    <message>
        <source>Recall, by frequency</source>
        <translation>召回率（按频次加权）</translation>
    </message>
    <message>
        <source>Mean of the classes&apos; recall, weighted by their numbers of examples: it equals the accuracy.</source>
        <translation>各类别召回率按其样例数加权的平均：等于准确率。</translation>
    </message>
    <message>
        <source>Matthews correlation</source>
        <translation>马修斯相关系数</translation>
    </message>
    <message>
        <source>Correlation of predicted and right classes: 1 where all agree, 0 as by chance, below 0 where they are at odds (Matthews 1975; Gorodkin 2004 for more than two classes). It is 0 where one class is predicted for all.</source>
        <translation>预测类别与正确类别的相关：全部一致为 1，与随机相同为 0，相互矛盾则小于 0（Matthews 1975；多于两类见 Gorodkin 2004）。全部预测为同一类别时为 0。</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>校准误差</translation>
    </message>
    <message>
        <source>How far the probability of the predicted class is from how often it is right, in the mean over 15 bins of equal width (expected calibration error, Guo et al. 2017). The floor is well calibrated and of no use: read it beside the accuracy.</source>
        <translation>预测类别的概率与其实际正确频率相差多少，在 15 个等宽区间上取平均（期望校准误差，Guo et al. 2017）。基线校准得很好却毫无用处：请与准确率一起看。</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>对数损失</translation>
    </message>
    <message>
        <source>Mean of −ln of the probability given to the right class, in nats: being sure and wrong costs most. Giving all classes the same costs the ln of their number.</source>
        <translation>正确类别所得概率的 −ln 的平均，单位为 nat：确信而错误代价最大。对各类别给出相同概率时，代价为类别数的 ln。</translation>
    </message>
    <message>
        <source>Floor: predicting the mean of the training rows for every example.</source>
        <translation>基线：对每个样例都预测训练行的平均值。</translation>
    </message>
    <message>
        <source>Spearman correlation</source>
        <translation>斯皮尔曼相关系数</translation>
    </message>
    <message>
        <source>How far the order of the predictions is the right order: 1 the same, −1 the reverse (Spearman 1904; ties have their mean rank). It is defined as 0 where all predictions are the same.</source>
        <translation>预测的次序与正确次序有多一致：相同为 1，相反为 −1（Spearman 1904；相等者取平均名次）。全部预测相同时定义为 0。</translation>
    </message>
    <message>
        <source>Pearson correlation</source>
        <translation>皮尔逊相关系数</translation>
    </message>
    <message>
        <source>How nearly predictions and right numbers lie on a rising line, from −1 to 1. It is defined as 0 where all predictions are the same.</source>
        <translation>预测值与正确值有多接近一条上升的直线，从 −1 到 1。全部预测相同时定义为 0。</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>Mean of the squared differences: a large one counts for many small ones.</source>
        <translation>差值平方的平均：一个大的差值抵得上许多小的。</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>Mean of the differences, whichever way they are.</source>
        <translation>差值绝对值的平均。</translation>
    </message>
    <message>
        <source>Floor: predicting no span at all.</source>
        <translation>基线：不预测任何片段。</translation>
    </message>
    <message>
        <source>Span F1</source>
        <translation>片段 F1</translation>
    </message>
    <message>
        <source>Harmonic mean of the precision and the recall of whole spans: begin, end and kind must be right (CoNLL 2003; as seqeval counts by default).</source>
        <translation>整个片段的精确率与召回率的调和平均：起点、终点和种类都须正确（CoNLL 2003；与 seqeval 的默认计法相同）。</translation>
    </message>
    <message>
        <source>Span precision</source>
        <translation>片段精确率</translation>
    </message>
    <message>
        <source>Share of the predicted spans that are right.</source>
        <translation>预测的片段中正确的比例。</translation>
    </message>
    <message>
        <source>Span recall</source>
        <translation>片段召回率</translation>
    </message>
    <message>
        <source>Share of the right spans that were predicted.</source>
        <translation>正确的片段中被预测出的比例。</translation>
    </message>
    <message>
        <source>Span F1, mean of kinds</source>
        <translation>片段 F1（种类平均）</translation>
    </message>
    <message>
        <source>Mean of the kinds&apos; F1: a rare kind counts as much as a frequent one.</source>
        <translation>各种类 F1 的平均：少见的种类与常见的种类同等重要。</translation>
    </message>
    <message>
        <source>Span F1, by frequency</source>
        <translation>片段 F1（按频次加权）</translation>
    </message>
    <message>
        <source>Mean of the kinds&apos; F1, weighted by their numbers of spans.</source>
        <translation>各种类 F1 按其片段数加权的平均。</translation>
    </message>
    <message>
        <source>Token accuracy</source>
        <translation>词元准确率</translation>
    </message>
    <message>
        <source>Share of the tokens whose tag was predicted right. Most tokens lie outside of every span, so that it is high even where no span is found.</source>
        <translation>标签预测正确的词元所占比例。多数词元不在任何片段之中，因此即使一个片段也没找到，它也很高。</translation>
    </message>
    <message>
        <source>Per kind of span</source>
        <translation>各种类的片段</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Spans</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>Floor: handing back the text as it was given.</source>
        <translation>基线：原样交回所给的文本。</translation>
    </message>
    <message>
        <source>Geometric mean of the shares of one to four words in a row that the right texts have too, less where all is shorter than they are, from 0 to 100 (Papineni et al. 2002; sacrebleu).</source>
        <translation>连续一至四个词中也出现在正确文本里的比例的几何平均，总长短于正确文本时有所扣减，从 0 到 100（Papineni et al. 2002；sacrebleu）。</translation>
    </message>
    <message>
        <source>F2 of one to six characters in a row, from 0 to 100: it needs no words, and half-right ones count in part (Popović 2015; sacrebleu).</source>
        <translation>连续一至六个字符的 F2，从 0 到 100：不需要分词，部分正确的词也部分计入（Popović 2015；sacrebleu）。</translation>
    </message>
    <message>
        <source>BLEU</source>
        <translation>BLEU</translation>
    </message>
    <message>
        <source>chrF</source>
        <translation>chrF</translation>
    </message>
</context>
<context>
    <name>notices</name>
    <message>
        <source>So many lines: repeated ones were looked for in the first part only.</source>
        <translation>行数过多：只在前一部分中查找了重复行。</translation>
    </message>
    <message>
        <source>{count} damaged rows of {path} were left out.</source>
        <translation>已略过 {path} 中 {count} 个损坏的行。</translation>
    </message>
    <message>
        <source>merging</source>
        <translation>正在合并</translation>
    </message>
    <message>
        <source>The loss of {name} jumped to {loss}.</source>
        <translation>{name} 的损失骤升至 {loss}。</translation>
    </message>
    <message>
        <source>A checkpoint could not be saved: {reason}</source>
        <translation>未能保存检查点：{reason}</translation>
    </message>
    <message>
        <source>Memory was short: {rows} rows at once from now on.</source>
        <translation>内存不足：此后每次计算 {rows} 行。</translation>
    </message>
    <message>
        <source>An update was not finite and was left out.</source>
        <translation>有一次更新不是有限值，已略过。</translation>
    </message>
    <message>
        <source>“{sentence}” could not be pinned. {reason}</source>
        <translation>无法固定“{sentence}”。{reason}</translation>
    </message>
    <message>
        <source>“{sentence}” stays pinned. {reason}</source>
        <translation>“{sentence}”仍为固定句。{reason}</translation>
    </message>
    <message>
        <source>A probe failed: {reason}</source>
        <translation>一次探针失败：{reason}</translation>
    </message>
    <message>
        <source>Only the newest look at the pinned sentences is kept: two do not fit into {megabytes} MB. Give them more room, or pin shorter ones.</source>
        <translation>只保留对固定句的最新一次观察：{megabytes} MB 放不下两次。请增大空间，或改用更短的固定句。</translation>
    </message>
    <message>
        <source>No look at the pinned sentences is kept: one does not fit into {megabytes} MB. Give them more room, or pin shorter ones.</source>
        <translation>不保留对固定句的观察：{megabytes} MB 连一次也放不下。请增大空间，或改用更短的固定句。</translation>
    </message>
    <message>
        <source>The log cannot be written; its rows are held back. {reason}</source>
        <translation>日志无法写入；其各行暂存在内存中。{reason}</translation>
    </message>
    <message>
        <source>Sentences that were pinned later cannot be read any more. {reason}</source>
        <translation>后来添加的固定句已无法读取。{reason}</translation>
    </message>
    <message>
        <source>There is no {then} here: the run goes on on {now}, measured anew.</source>
        <translation>这里没有 {then}：运行改在 {now} 上继续，并已重新测量。</translation>
    </message>
    <message>
        <source>A pinned sentence is left out: “{sentence}”. {reason}</source>
        <translation>略去了一个固定句：“{sentence}”。{reason}</translation>
    </message>
    <message>
        <source>This run learns to fill no masks: of the pinned sentences it shows the attention.</source>
        <translation>此运行不学填空：对固定句子只显示注意力。</translation>
    </message>
    <message>
        <source>A pinned sentence is too long: “{sentence}”. Its last {count} tokens are left out.</source>
        <translation>一个固定句过长：“{sentence}”。略去了末尾的 {count} 个词元。</translation>
    </message>
    <message>
        <source>The checkpoint of step {damaged} was passed over: it cannot be read. {reason}</source>
        <translation>跳过了第 {damaged} 步的检查点，因为无法读取。{reason}</translation>
    </message>
    <message>
        <source>This run began with {package} {then}; {now} is installed here and may read the same text differently.</source>
        <translation>这个运行开始时用的是 {package} {then}；这里安装的是 {now}，同样的文本读出的结果可能不同。</translation>
    </message>
    <message>
        <source>This run began with {package} {then}; with {now} it goes on, but not the same to the last bit.</source>
        <translation>这个运行开始时用的是 {package} {then}；用 {now} 可以继续，但结果不会逐位相同。</translation>
    </message>
    <message>
        <source>another Cloze Studio prepares this text</source>
        <translation>另一个 Cloze Studio 正在准备这份文本</translation>
    </message>
    <message>
        <source>Another device: dropout&apos;s random numbers begin anew.</source>
        <translation>设备已更换：随机失活（dropout）的随机数将重新开始。</translation>
    </message>
    <message>
        <source>Nothing in the rows held back asks for {name}: it cannot be measured.</source>
        <translation>留出的行中没有任何内容涉及 {name}：无法测量。</translation>
    </message>
    <message>
        <source>{optimizer} hardly learns at a rate of {lr}: try one a hundred times as high.</source>
        <translation>{optimizer} 在学习率 {lr} 下几乎学不到东西：请试试高一百倍的学习率。</translation>
    </message>
    <message>
        <source>The model is not compiled: {reason}</source>
        <translation>模型未编译：{reason}</translation>
    </message>
    <message>
        <source>The disk is full: {megabytes} MB are needed in {path} for what is not saved yet. Make room there, and it is saved at once; the run waits for {minutes} minutes. Stop it once more to give up what is not saved.</source>
        <translation>磁盘已满：尚未保存的内容需要 {path} 所在磁盘上 {megabytes} MB 的空间。请在那里腾出空间，随后会立即保存；运行会等待 {minutes} 分钟。再停止一次即放弃尚未保存的内容。</translation>
    </message>
    <message>
        <source>{count} of {rows} pairs are longer than a row and lose their end.</source>
        <translation>{rows} 对中有 {count} 对长于一行，失去末尾。</translation>
    </message>
    <message>
        <source>{count} of {rows} examples are longer than a row and lose their end.</source>
        <translation>{rows} 个样例中有 {count} 个比一行长，末尾被截去。</translation>
    </message>
    <message>
        <source>Of the labelled pairs {count} rows were left out: {unlabelled} without a label, {malformed} that are no pair, {empty} with an empty passage, {too_long} far too long.</source>
        <translation>带标签句对略去 {count} 行：{unlabelled} 行没有标签，{malformed} 行不成对，{empty} 行有空段落，{too_long} 行过长。</translation>
    </message>
    <message>
        <source>Of the parallel text {count} lines were left out: {malformed} that are no pair, {empty} with an empty side, {too_long} far too long.</source>
        <translation>平行文本略去 {count} 行：{malformed} 行不成对，{empty} 行有一侧为空，{too_long} 行过长。</translation>
    </message>
    <message>
        <source>{count} pairs have the label “-1”: beside the others it means that nobody judged them. Where it is a class of its own, write it as a word.</source>
        <translation>有 {count} 对的标签是“-1”：与其他标签并列时，它表示无人判断过。如果它本身是一个类别，请改写成文字。</translation>
    </message>
    <message>
        <source>No pairs could be read in {count} table(s) of a folder: {names}. The first: {reason}</source>
        <translation>文件夹中有 {count} 个表格读不出句对：{names}。第一个的原因：{reason}</translation>
    </message>
    <message>
        <source>From {run}, step {step}, {count} tensors are taken over: {names}.</source>
        <translation>从 {run} 第 {step} 步沿用 {count} 个张量：{names}。</translation>
    </message>
    <message>
        <source>Of {name}, {rows} of {all} rows are taken over.</source>
        <translation>{name} 沿用 {all} 行中的 {rows} 行。</translation>
    </message>
    <message>
        <source>The folder asks for Python code of its own ({names}): it was not run.</source>
        <translation>该文件夹要求运行自带的 Python 代码（{names}）：没有运行。</translation>
    </message>
    <message>
        <source>The folder holds no head that can be used here: {objective} stands in its place so that the model can be opened, and what belongs to it was never trained.</source>
        <translation>该文件夹没有这里可用的任务头：由 {objective} 代替，以便打开模型，其自身的部分从未训练过。</translation>
    </message>
    <message>
        <source>{count} tensors begin with fresh weights: {names}.</source>
        <translation>{count} 个张量以新权重开始：{names}。</translation>
    </message>
    <message>
        <source>{count} tensors of the folder have no use here: {names}.</source>
        <translation>该文件夹有 {count} 个张量在这里用不上：{names}。</translation>
    </message>
    <message>
        <source>{count} rows of the table stand for no token of the tokenizer: left out.</source>
        <translation>词元表中有 {count} 行不对应分词器的任何词元：已略去。</translation>
    </message>
    <message>
        <source>{run} has {theirs} heads and this model has {own}: what its attention learned is not taken over.</source>
        <translation>{run} 有 {theirs} 个注意力头，此模型有 {own} 个：它的注意力所学不予沿用。</translation>
    </message>
    <message>
        <source>The weights of {run} were learned with {theirs}; this model has {own}. They may need some steps to fit.</source>
        <translation>{run} 的权重是在 {theirs} 之下学得的；此模型为 {own}。它们可能需要若干步才能适应。</translation>
    </message>
    <message>
        <source>{share} of the text is unknown to this tokenizer: nothing is learned of it. {now}</source>
        <translation>文本中有 {share} 是此分词器不认识的：其中什么也学不到。{now}</translation>
    </message>
    <message>
        <source>{count} file(s) of the text could not be read, or not well. {reasons} All are listed on the Data page, and by python -m engine prepare.</source>
        <translation>文本中有 {count} 个文件无法读取，或未能读好。{reasons} “数据”页和 python -m engine prepare 会列出全部。</translation>
    </message>
    <message>
        <source>{reasons} Read are: {kinds}, and these with .gz.</source>
        <translation>{reasons} 可读取：{kinds}，以及它们的 .gz 压缩文件。</translation>
    </message>
    <message>
        <source>The weights of step {best}, which measured best, are taken back; those of step {step} were no better.</source>
        <translation>取回第 {best} 步测得最好的权重；第 {step} 步的权重并没有更好。</translation>
    </message>
    <message>
        <source>Examples: {finding}</source>
        <translation>样例：{finding}</translation>
    </message>
</context>
<context>
    <name>objectives</name>
    <message>
        <source>Masked words</source>
        <translation>遮盖词</translation>
    </message>
    <message>
        <source>Some words of a text are hidden.</source>
        <translation>文本中的一些词被遮住。</translation>
    </message>
    <message>
        <source>The model names them from the words on both sides.</source>
        <translation>模型根据两侧的词说出它们。</translation>
    </message>
    <message>
        <source>To do so it must learn grammar, facts and meaning.</source>
        <translation>为此，它必须学会语法、事实和词义。</translation>
    </message>
    <message>
        <source>loss = −Σ log p(hidden token | the rest) / hidden tokens</source>
        <translation>损失 = −Σ log p(被遮盖的词元 | 其余部分) / 被遮盖的词元数</translation>
    </message>
    <message>
        <source>Understanding: classes, tags, answers, similarity.</source>
        <translation>理解：分类、标注、问答、相似度。</translation>
    </message>
    <message>
        <source>Writing text; only the hidden tokens teach anything.</source>
        <translation>写作文本；只有被遮盖的词元能教会模型。</translation>
    </message>
    <message>
        <source>New masks every epoch serve as well as fixed ones or better (RoBERTa: SQuAD 2.0 78.7, 78.3). In large models hiding 40 % can beat 15 %.</source>
        <translation>每轮重新选择遮盖位置，与固定位置相当或更好（RoBERTa：SQuAD 2.0 上为 78.7 与 78.3）。大模型遮盖 40 % 可以胜过 15 %。</translation>
    </message>
    <message>
        <source>per hidden token</source>
        <translation>每个被遮盖的词元</translation>
    </message>
    <message>
        <source>Next sentence</source>
        <translation>下一句</translation>
    </message>
    <message>
        <source>The model reads two passages, A and B.</source>
        <translation>模型读取 A、B 两个片段。</translation>
    </message>
    <message>
        <source>In half of the pairs B follows A; else it is from elsewhere.</source>
        <translation>半数句对中 B 紧接 A；其余的 B 来自别处。</translation>
    </message>
    <message>
        <source>Inference</source>
        <translation>推断</translation>
    </message>
    <message>
        <source>The model reads two passages, A and B, that people labelled.</source>
        <translation>模型读两个由人标注的段落 A 与 B。</translation>
    </message>
    <message>
        <source>B follows from A, contradicts it, or neither.</source>
        <translation>B 由 A 推出、与之矛盾，或两者皆非。</translation>
    </message>
    <message>
        <source>From its first token the model tells which.</source>
        <translation>模型根据其第一个词元判断是哪一种。</translation>
    </message>
    <message>
        <source>loss = −log p(label | [CLS] A [SEP] B [SEP])</source>
        <translation>损失 = −log p(标签 | [CLS] A [SEP] B [SEP])</translation>
    </message>
    <message>
        <source>Meaning: what follows from what; judging any pairs.</source>
        <translation>意义：由什么推出什么；判断任何句对。</translation>
    </message>
    <message>
        <source>Text without labels; few pairs are learned by heart.</source>
        <translation>没有标签的文本；句对少则会被背下来。</translation>
    </message>
    <message>
        <source>BERT-large with other tasks beside: RTE 70.1 → 81.4.</source>
        <translation>BERT-large 与其他任务并学：RTE 70.1 → 81.4。</translation>
    </message>
    <message>
        <source>per labelled pair</source>
        <translation>每个带标签句对</translation>
    </message>
    <message>
        <source>Judging pairs: questions, inference, topic.</source>
        <translation>判断句对：问答、推理、主题。</translation>
    </message>
    <message>
        <source>Fine meaning: topic alone gives most of it away.</source>
        <translation>细微的含义：单凭主题就能猜出大半。</translation>
    </message>
    <message>
        <source>Without it BERT falls: MNLI 84.4 → 83.9, QNLI 88.4 → 84.9.</source>
        <translation>去掉它，BERT 会下降：MNLI 84.4 → 83.9，QNLI 88.4 → 84.9。</translation>
    </message>
    <message>
        <source>per pair, 2 classes</source>
        <translation>每对，2 类</translation>
    </message>
    <message>
        <source>Sentence B is from our sample texts here; while training it comes from your own text.</source>
        <translation>这里的句子 B 取自我们的示例文本；训练时则取自你自己的文本。</translation>
    </message>
    <message>
        <source>One sentence makes no pair: type a second one.</source>
        <translation>一个句子不成句对：请输入第二句。</translation>
    </message>
    <message>
        <source>The generator has learned nothing yet: here it guesses wildly.</source>
        <translation>生成器还什么都没学：此处它在乱猜。</translation>
    </message>
    <message>
        <source>Nobody labelled these two: in the files every pair is.</source>
        <translation>这两句没有人标注；文件中的每个句对都有标签。</translation>
    </message>
    <message>
        <source>Your sentences stand in for one and its translation.</source>
        <translation>这里用您的句子代替原句和译文。</translation>
    </message>
    <message>
        <source>A → B: follows</source>
        <translation>A → B：紧接</translation>
    </message>
    <message>
        <source>A → B: from elsewhere</source>
        <translation>A → B：来自别处</translation>
    </message>
    <message>
        <source>Next token</source>
        <translation>下一个词元</translation>
    </message>
    <message>
        <source>The model reads a text from left to right.</source>
        <translation>模型从左到右读一段文本。</translation>
    </message>
    <message>
        <source>At every token it names the one that comes next.</source>
        <translation>在每个词元处，它要说出下一个词元。</translation>
    </message>
    <message>
        <source>So it learns to go on with any text, token by token.</source>
        <translation>它由此学会逐个词元地续写任何文本。</translation>
    </message>
    <message>
        <source>loss = −Σ log p(token | those before it) / tokens</source>
        <translation>损失 = −Σ log p(词元 | 其前各词元) / 词元数</translation>
    </message>
    <message>
        <source>Writing and scoring text; every token teaches.</source>
        <translation>写作与评估文本；每个词元都有教益。</translation>
    </message>
    <message>
        <source>Understanding: what stands behind a word is not seen.</source>
        <translation>理解：看不到一个词后面的内容。</translation>
    </message>
    <message>
        <source>BERT-base read left to right only: 82.1 on MNLI, 77.8 on SQuAD.</source>
        <translation>只从左往右读的 BERT-base：MNLI 82.1，SQuAD 77.8。</translation>
    </message>
    <message>
        <source>per token</source>
        <translation>每个词元</translation>
    </message>
    <message>
        <source>Restored text</source>
        <translation>还原文本</translation>
    </message>
    <message>
        <source>A passage is spoiled: spans hidden, sentences shuffled.</source>
        <translation>弄乱一段文本：遮盖片段，打乱句子。</translation>
    </message>
    <message>
        <source>The encoder reads what is left of it.</source>
        <translation>编码器读剩下的内容。</translation>
    </message>
    <message>
        <source>The decoder writes the whole passage as it was.</source>
        <translation>解码器写出整段原文。</translation>
    </message>
    <message>
        <source>loss = −Σ log p(token | those before, noise) / tokens</source>
        <translation>损失 = −Σ log p(词元 | 其前各词元, 噪声文本) / 词元数</translation>
    </message>
    <message>
        <source>Writing from a text: summaries, answers, corrections.</source>
        <translation>据文写作：摘要、回答、改错。</translation>
    </message>
    <message>
        <source>Short training: most of what it writes is copied.</source>
        <translation>短时训练：所写的大多是照抄。</translation>
    </message>
    <message>
        <source>BART-base: SQuAD 90.8, MNLI 83.8; with hidden spans alone 90.8, 84.0.</source>
        <translation>BART-base：SQuAD 90.8，MNLI 83.8；只遮盖片段时为 90.8、84.0。</translation>
    </message>
    <message>
        <source>per token of the restored text</source>
        <translation>还原文本的每个词元</translation>
    </message>
    <message>
        <source>Masked next token</source>
        <translation>遮盖的下一个词元</translation>
    </message>
    <message>
        <source>Some words are hidden; the model sees all the others.</source>
        <translation>遮住一些词；其余的模型都看得到。</translation>
    </message>
    <message>
        <source>Each is named from the place before it, as a next token is.</source>
        <translation>每个被遮的词从它前一个位置说出，如同预测下一个词元。</translation>
    </message>
    <message>
        <source>So one model fills gaps and writes: give next token turns.</source>
        <translation>一个模型由此既能填空又能写作：让“下一个词元”轮流进行。</translation>
    </message>
    <message>
        <source>Little text: beside next token, both gain.</source>
        <translation>文本很少时：与“下一个词元”并用，两者都受益。</translation>
    </message>
    <message>
        <source>Writing alone: it always sees what follows.</source>
        <translation>单独用于写作：它总是看得到后文。</translation>
    </message>
    <message>
        <source>GPT-BERT, 15 turns to 1 of next token: 81.2 on BLiMP from 10 M words.</source>
        <translation>GPT-BERT，与“下一个词元”按 15 比 1 轮流：用一千万词，BLiMP 81.2。</translation>
    </message>
    <message>
        <source>Rest of the text</source>
        <translation>文本的其余部分</translation>
    </message>
    <message>
        <source>The beginning of a text is seen as a whole.</source>
        <translation>文本的开头整体可见。</translation>
    </message>
    <message>
        <source>The rest is named token by token, left to right.</source>
        <translation>其余部分从左到右逐个词元说出。</translation>
    </message>
    <message>
        <source>One model so learns to read and to write.</source>
        <translation>一个模型由此学会读与写。</translation>
    </message>
    <message>
        <source>loss = −Σ log p(token | beginning, those before it) / tokens asked</source>
        <translation>损失 = −Σ log p(词元 | 开头, 其前各词元) / 所问词元数</translation>
    </message>
    <message>
        <source>Answers, summaries, translations of what is given.</source>
        <translation>对所给内容的回答、摘要与翻译。</translation>
    </message>
    <message>
        <source>Short runs: what is given teaches nothing.</source>
        <translation>短时运行：给出的部分不产生教益。</translation>
    </message>
    <message>
        <source>T5-Base (encoder-decoder) trained so: 80.7 on GLUE.</source>
        <translation>如此训练的 T5-Base (编码器-解码器)：GLUE 80.7。</translation>
    </message>
    <message>
        <source>per token after the beginning</source>
        <translation>开头之后的每个词元</translation>
    </message>
    <message>
        <source>Missing spans</source>
        <translation>缺失片段</translation>
    </message>
    <message>
        <source>Spans of a text are cut out; a number marks each gap.</source>
        <translation>截去文本中的一些片段；每处空缺以编号标记。</translation>
    </message>
    <message>
        <source>The encoder reads what is left.</source>
        <translation>编码器读剩下的内容。</translation>
    </message>
    <message>
        <source>The decoder writes what stood in each gap, in order.</source>
        <translation>解码器依次写出每处空缺原有的内容。</translation>
    </message>
    <message>
        <source>loss = −Σ log p(token | those before, the rest) / tokens</source>
        <translation>损失 = −Σ log p(词元 | 其前各词元, 剩余文本) / 词元数</translation>
    </message>
    <message>
        <source>One model for all tasks that write an answer; cheap.</source>
        <translation>一个模型应付一切要写出答案的任务；开销小。</translation>
    </message>
    <message>
        <source>Writing long texts: it only ever wrote short spans.</source>
        <translation>写长文：它只写过短片段。</translation>
    </message>
    <message>
        <source>T5-base: 83.28 on GLUE; with a mean span of 3, 83.49.</source>
        <translation>T5-base：GLUE 83.28；片段平均长度为 3 时 83.49。</translation>
    </message>
    <message>
        <source>per token of the spans</source>
        <translation>片段的每个词元</translation>
    </message>
    <message>
        <source>Similar sentences</source>
        <translation>相似句子</translation>
    </message>
    <message>
        <source>The model reads each passage twice.</source>
        <translation>模型把每个段落读两遍。</translation>
    </message>
    <message>
        <source>Dropout makes the two readings differ a little.</source>
        <translation>dropout 使两次所读略有不同。</translation>
    </message>
    <message>
        <source>It must find the second one among those of other passages.</source>
        <translation>它要在别的段落之中找出第二次的那个。</translation>
    </message>
    <message>
        <source>loss = −log softmax(cos(h, h⁺ of its group) / τ)</source>
        <translation>损失 = −log softmax(cos(h, 同组各 h⁺) / τ)</translation>
    </message>
    <message>
        <source>Similarity and search: one vector for a sentence.</source>
        <translation>相似度与检索：一个句子一个向量。</translation>
    </message>
    <message>
        <source>Single words; learned alone, it never sees grammar.</source>
        <translation>单个词；单独学习时它看不到语法。</translation>
    </message>
    <message>
        <source>BERT-base: 76.3 on STS on average, 4.2 above the best before.</source>
        <translation>BERT-base：STS 平均 76.3，比此前最好高 4.2。</translation>
    </message>
    <message>
        <source>per passage, among those of its group</source>
        <translation>每个段落，在同组之中</translation>
    </message>
    <message>
        <source>Replaced tokens</source>
        <translation>被替换的词元</translation>
    </message>
    <message>
        <source>A small model fills in hidden words with its own guesses.</source>
        <translation>一个小模型用自己的猜测填上被遮的词。</translation>
    </message>
    <message>
        <source>The model reads the result and judges every single token:</source>
        <translation>模型读填好的文本，逐个判断每个词元：</translation>
    </message>
    <message>
        <source>is it the text&apos;s own, or was it guessed?</source>
        <translation>它是原文，还是猜出来的？</translation>
    </message>
    <message>
        <source>L = L_G + λ · L_D, λ = 50
L_G = −Σ_(masked places) log p_G(original | the rest) / masked places
L_D = −Σ_(all places) log p_D(original or replaced | filled-in text) / all places</source>
        <translation>L = L_G + λ · L_D, λ = 50
L_G = −Σ_(被遮盖处) log p_G(原词元 | 其余部分) / 被遮盖处数
L_D = −Σ_(所有位置) log p_D(原样或被替换 | 填好的文本) / 所有位置数</translation>
    </message>
    <message>
        <source>Understanding with little computing: all tokens teach.</source>
        <translation>以较少算力求理解：每个词元都有教益。</translation>
    </message>
    <message>
        <source>Filling in or writing text: the model names no tokens.</source>
        <translation>填空或写作：模型不说出词元。</translation>
    </message>
    <message>
        <source>GLUE 85.0, masked words 82.2; ELECTRA-Small 79.9, a BERT of equal FLOPs 75.1.</source>
        <translation>GLUE 85.0，遮盖词 82.2；ELECTRA-Small 79.9，FLOPs 相同的 BERT 75.1。</translation>
    </message>
    <message>
        <source>per token, 2 classes</source>
        <translation>每个词元，2 类</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>顺序未变</translation>
    </message>
    <message>
        <source>swapped</source>
        <translation>已调换</translation>
    </message>
    <message>
        <source>Sentence order</source>
        <translation>句子顺序</translation>
    </message>
    <message>
        <source>The model reads two passages that follow each other.</source>
        <translation>模型读两个前后相连的段落。</translation>
    </message>
    <message>
        <source>In half of the rows the second one is put first.</source>
        <translation>有一半的行把后一段放在前面。</translation>
    </message>
    <message>
        <source>From its first token the model tells whether it was.</source>
        <translation>模型从首个词元判断是否调换过。</translation>
    </message>
    <message>
        <source>loss = −log p(swapped or not | [CLS] A [SEP] B [SEP])</source>
        <translation>损失 = −log p(是否调换 | [CLS] A [SEP] B [SEP])</translation>
    </message>
    <message>
        <source>How a text hangs together: topic gives nothing away.</source>
        <translation>文本如何连贯：主题泄露不了答案。</translation>
    </message>
    <message>
        <source>Short runs: order is hard to learn, and slow.</source>
        <translation>短时运行：顺序难学，也学得慢。</translation>
    </message>
    <message>
        <source>ALBERT: 80.1 on average with it, 79.2 with next sentence, 79.0 alone.</source>
        <translation>ALBERT：用它平均 80.1，用“下一句”79.2，都不用 79.0。</translation>
    </message>
    <message>
        <source>Span boundaries</source>
        <translation>片段边界</translation>
    </message>
    <message>
        <source>Masked words hide whole spans of a text.</source>
        <translation>“遮盖词”遮住文本的整个片段。</translation>
    </message>
    <message>
        <source>The model names them from the two tokens beside each span.</source>
        <translation>模型从片段两侧的两个词元说出其中的词。</translation>
    </message>
    <message>
        <source>So those two must know what stands between them.</source>
        <translation>于是这两个词元必须知道其间有什么。</translation>
    </message>
    <message>
        <source>loss = −Σ log p(token | left, right, its place) / tokens</source>
        <translation>损失 = −Σ log p(词元 | 左, 右, 其位置) / 词元数</translation>
    </message>
    <message>
        <source>Answers and references: finding spans in a text.</source>
        <translation>回答与指代：在文中找片段。</translation>
    </message>
    <message>
        <source>Alone it is nothing: masked words must hide spans.</source>
        <translation>单独无用：须由“遮盖词”遮住片段。</translation>
    </message>
    <message>
        <source>SpanBERT-large: 79.6 on who is meant, SQuAD 94.6.</source>
        <translation>SpanBERT-large：指代消解 79.6，SQuAD 94.6。</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>The encoder reads a sentence in one language.</source>
        <translation>编码器读一种语言的句子。</translation>
    </message>
    <message>
        <source>The decoder writes it in the other, a token at a time.</source>
        <translation>解码器用另一种语言逐个词元写出。</translation>
    </message>
    <message>
        <source>Attention between both learns which words belong together.</source>
        <translation>两者之间的注意力学会哪些词相对应。</translation>
    </message>
    <message>
        <source>loss = −Σ log p(token | those before, source) / tokens</source>
        <translation>损失 = −Σ log p(词元 | 其前各词元, 原文) / 词元数</translation>
    </message>
    <message>
        <source>Translating, summarising; any task that rewrites what it reads.</source>
        <translation>翻译、摘要；任何改写所读内容的任务。</translation>
    </message>
    <message>
        <source>Text without translations: it needs parallel text.</source>
        <translation>没有译文的文本：它需要平行文本。</translation>
    </message>
    <message>
        <source>WMT 2014 en–de, BLEU: base 27.3, big 28.4.</source>
        <translation>WMT 2014 英–德 BLEU：base 27.3，big 28.4。</translation>
    </message>
    <message>
        <source>per token of the translation</source>
        <translation>译文的每个词元</translation>
    </message>
    <message>
        <source>Generator</source>
        <translation>生成器</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>问答</translation>
    </message>
    <message>
        <source>The model reads a question and a context.</source>
        <translation>模型读入一个问题和一段上下文。</translation>
    </message>
    <message>
        <source>It tells where the answer begins and where it ends.</source>
        <translation>它指出答案从哪里开始、在哪里结束。</translation>
    </message>
    <message>
        <source>Where there is none, both point at [CLS].</source>
        <translation>没有答案时，两者都指向 [CLS]。</translation>
    </message>
    <message>
        <source>loss = −½ log p(begin) − ½ log p(end)</source>
        <translation>损失 = −½ log p(开头) − ½ log p(结尾)</translation>
    </message>
    <message>
        <source>Answers that stand in the text, word for word.</source>
        <translation>答案逐字出现在文中的问题。</translation>
    </message>
    <message>
        <source>Answers that must be put together or worked out.</source>
        <translation>需要拼合或推算的答案。</translation>
    </message>
    <message>
        <source>BERT-base on SQuAD 1.1: EM 80.8, F1 88.5.</source>
        <translation>BERT-base 在 SQuAD 1.1 上：EM 80.8，F1 88.5。</translation>
    </message>
    <message>
        <source>per place of an answer</source>
        <translation>每个答案位置</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>The model reads a text, or two, that somebody labelled.</source>
        <translation>模型读入由人标注的一段或两段文字。</translation>
    </message>
    <message>
        <source>A head that is drawn anew says which class it belongs to.</source>
        <translation>一个重新初始化的输出头判断它属于哪一类。</translation>
    </message>
    <message>
        <source>What was learned from text before is tuned to it.</source>
        <translation>先前从文本中学到的东西随之微调。</translation>
    </message>
    <message>
        <source>loss = −log p(class | text)</source>
        <translation>损失 = −log p(类别 | 文本)</translation>
    </message>
    <message>
        <source>Sentiment, topics, inference, paraphrases.</source>
        <translation>情感、主题、推理、复述。</translation>
    </message>
    <message>
        <source>Fewer than some dozens of examples a class.</source>
        <translation>每类样例不足几十个时。</translation>
    </message>
    <message>
        <source>BERT-base on SST-2: 93.5 % right.</source>
        <translation>BERT-base 在 SST-2 上：正确率 93.5 %。</translation>
    </message>
    <message>
        <source>per example</source>
        <translation>每个样例</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>The model reads a text, or two, that somebody scored.</source>
        <translation>模型读入由人打分的一段或两段文字。</translation>
    </message>
    <message>
        <source>A head that is drawn anew gives a number.</source>
        <translation>一个重新初始化的输出头给出一个数。</translation>
    </message>
    <message>
        <source>loss = (score − f(text))² / variance</source>
        <translation>损失 = (分数 − f(文本))² / 方差</translation>
    </message>
    <message>
        <source>How alike two sentences are, how good a review is.</source>
        <translation>两个句子有多相似，一篇评论有多好。</translation>
    </message>
    <message>
        <source>A few grades only: take classes.</source>
        <translation>只有少数几个等级时：请用类别。</translation>
    </message>
    <message>
        <source>BERT-base on STS-B: Spearman 85.8.</source>
        <translation>BERT-base 在 STS-B 上：Spearman 85.8。</translation>
    </message>
    <message>
        <source>squared error per example</source>
        <translation>每个样例的平方误差</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>The model reads words, each with a tag somebody gave it.</source>
        <translation>模型读入由人逐词标注的文字。</translation>
    </message>
    <message>
        <source>From the first piece of a word it tells the tag.</source>
        <translation>它从每个词的第一个子词判断标签。</translation>
    </message>
    <message>
        <source>B- begins a name, I- goes on with it, O is none.</source>
        <translation>B- 是名称的开头，I- 是其后续，O 表示不是。</translation>
    </message>
    <message>
        <source>loss = −log p(tag | word in its sentence), mean</source>
        <translation>损失 = −log p(标签 | 句中的词) 的平均</translation>
    </message>
    <message>
        <source>Names of people, places, companies; parts of speech.</source>
        <translation>人名、地名、公司名；词性。</translation>
    </message>
    <message>
        <source>Names inside names: a word has one tag.</source>
        <translation>名称套名称：一个词只有一个标签。</translation>
    </message>
    <message>
        <source>BERT-base on CoNLL-2003: span F1 92.4.</source>
        <translation>BERT-base 在 CoNLL-2003 上：片段 F1 92.4。</translation>
    </message>
    <message>
        <source>per word</source>
        <translation>每个词</translation>
    </message>
</context>
<context>
    <name>parts</name>
    <message>
        <source>{length} per row</source>
        <translation>每行 {length} 个</translation>
    </message>
    <message>
        <source>Numbers of tokens. B is how many rows are computed at once.</source>
        <translation>词元的编号。B 是同时计算的行数。</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>what is written so far</source>
        <translation>已写出的部分</translation>
    </message>
    <message>
        <source>Decoder&apos;s tokens</source>
        <translation>解码器的词元</translation>
    </message>
    <message>
        <source>the same table</source>
        <translation>同一张表</translation>
    </message>
    <message>
        <source>, learned positions</source>
        <translation>，可学习位置</translation>
    </message>
    <message>
        <source>, sinusoidal positions</source>
        <translation>，正弦位置</translation>
    </message>
    <message>
        <source>, token types</source>
        <translation>，词元类型</translation>
    </message>
    <message>
        <source>A vector per token. The masked-word head reads it backwards.</source>
        <translation>每个词元一个向量。遮盖词输出头反向使用它。</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>{buckets} distances × {heads} heads</source>
        <translation>{buckets} 种距离 × {heads} 个头</translation>
    </message>
    <message>
        <source>Shared by all layers of this side (Raffel et al. 2020).</source>
        <translation>此侧各层共享 (Raffel 等 2020)。</translation>
    </message>
    <message>
        <source>Relative positions</source>
        <translation>相对位置</translation>
    </message>
    <message>
        <source>after the last layer</source>
        <translation>在最后一层之后</translation>
    </message>
    <message>
        <source>{kind}, none in the first layer</source>
        <translation>{kind}，第一层没有</translation>
    </message>
    <message>
        <source>Brings each vector to mean 0 and spread 1, then scales it (Ba et al. 2016).</source>
        <translation>使每个向量均值为 0、标准差为 1，再进行缩放（Ba et al. 2016）。</translation>
    </message>
    <message>
        <source>Divides each vector by the root of its mean square (Zhang et al. 2019).</source>
        <translation>把每个向量除以其均方根 (Zhang 等 2019)。</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>{heads} heads × {each}</source>
        <translation>{heads} 头 × {each}</translation>
    </message>
    <message>
        <source>, rotary</source>
        <translation>，旋转位置</translation>
    </message>
    <message>
        <source>, to the left</source>
        <translation>，只看左侧</translation>
    </message>
    <message>
        <source>softmax(Q Kᵀ{scale}) V in every head: each token gathers from the others of its text (Vaswani et al. 2017, eq. 1).</source>
        <translation>每个头计算 softmax(Q Kᵀ{scale}) V：每个词元从同文的其他词元汇集信息 (Vaswani 等 2017，式 1)。</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>at what the encoder read</source>
        <translation>看编码器所读的内容</translation>
    </message>
    <message>
        <source>Queries from the decoder, keys and values from the encoder&apos;s last vectors (Vaswani et al. 2017, section 3.2.3).</source>
        <translation>查询来自解码器，键与值来自编码器最后的向量 (Vaswani 等 2017，3.2.3 节)。</translation>
    </message>
    <message>
        <source>Cross-attention</source>
        <translation>交叉注意力 (cross-attention)</translation>
    </message>
    <message>
        <source>Each token by itself: widened, bent, narrowed again (same paper, eq. 2).</source>
        <translation>每个词元各自处理：升维、非线性变换、再降维（同一论文，式 2）。</translation>
    </message>
    <message>
        <source>Feed-forward</source>
        <translation>前馈</translation>
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
        <source>Choose labelled pairs to begin with.</source>
        <translation>请先选择带标签的句对。</translation>
    </message>
    <message>
        <source>Choose a text and its translation to begin with.</source>
        <translation>请先选择文本及其译文。</translation>
    </message>
    <message>
        <source>{count} to mend here: {places}</source>
        <translation>此处有 {count} 项需要改正：{places}</translation>
    </message>
    <message>
        <source>Being looked at.</source>
        <translation>正在查看。</translation>
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
        <source>The last start failed.</source>
        <translation>上一次启动失败。</translation>
    </message>
    <message>
        <source>The last run has ended.</source>
        <translation>上次运行已结束。</translation>
    </message>
    <message>
        <source>No run to tune yet.</source>
        <translation>还没有可微调的运行。</translation>
    </message>
    <message>
        <source>{run} can learn a task.</source>
        <translation>{run} 可以学习一个任务。</translation>
    </message>
    <message>
        <source>A task is being learned.</source>
        <translation>正在学习一个任务。</translation>
    </message>
    <message>
        <source>{run} has learned a task.</source>
        <translation>{run} 已学会一个任务。</translation>
    </message>
    <message>
        <source>A run is paused while it is being prepared.</source>
        <translation>有运行在准备中暂停。</translation>
    </message>
    <message>
        <source>A run is being prepared.</source>
        <translation>有运行正在准备。</translation>
    </message>
    <message>
        <source>A run is paused.</source>
        <translation>有运行已暂停。</translation>
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
    <name>published</name>
    <message>
        <source>Base size, development sets; SQuAD: F1.</source>
        <translation>base 规模，开发集；SQuAD 为 F1。</translation>
    </message>
    <message>
        <source>Masked words + next sentence (BERT)</source>
        <translation>遮盖词 + 下一句 (BERT)</translation>
    </message>
    <message>
        <source>Masked words alone (BERT)</source>
        <translation>仅遮盖词 (BERT)</translation>
    </message>
    <message>
        <source>Left to right alone (BERT)</source>
        <translation>仅从左到右 (BERT)</translation>
    </message>
    <message>
        <source>Masked words + next sentence (RoBERTa)</source>
        <translation>遮盖词 + 下一句 (RoBERTa)</translation>
    </message>
    <message>
        <source>Masked words, full rows (RoBERTa)</source>
        <translation>遮盖词，整行填满 (RoBERTa)</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Base size; the average is of five tasks.</source>
        <translation>base 规模；平均值取自五项任务。</translation>
    </message>
    <message>
        <source>Masked words + sentence order</source>
        <translation>遮盖词 + 句子顺序</translation>
    </message>
    <message>
        <source>Masked words + next sentence</source>
        <translation>遮盖词 + 下一句</translation>
    </message>
    <message>
        <source>Masked words alone</source>
        <translation>仅遮盖词</translation>
    </message>
    <message>
        <source>BERT base, no labels: rank correlation, seven sets.</source>
        <translation>BERT base，无标签：秩相关，七个数据集。</translation>
    </message>
    <message>
        <source>Similar sentences (SimCSE)</source>
        <translation>相似句子 (SimCSE)</translation>
    </message>
    <message>
        <source>Contrastive tension (CT)</source>
        <translation>对比张力 (CT)</translation>
    </message>
    <message>
        <source>Base size, development sets, average.</source>
        <translation>base 规模，开发集，平均值。</translation>
    </message>
    <message>
        <source>Replaced tokens, every token judged</source>
        <translation>被替换的词元，判断每个词元</translation>
    </message>
    <message>
        <source>Every token named anew</source>
        <translation>每个词元都重新预测</translation>
    </message>
    <message>
        <source>Replaced tokens, 15 % judged</source>
        <translation>被替换的词元，只判断 15 %</translation>
    </message>
    <message>
        <source>Masked words (BERT)</source>
        <translation>遮盖词 (BERT)</translation>
    </message>
    <message>
        <source>Large size, test sets, F1.</source>
        <translation>large 规模，测试集，F1。</translation>
    </message>
    <message>
        <source>Hidden spans + span boundaries</source>
        <translation>遮盖片段 + 片段边界</translation>
    </message>
    <message>
        <source>From 10 million words; 50 is chance.</source>
        <translation>训练文本一千万词；50 为随机水平。</translation>
    </message>
    <message>
        <source>With next token, 15 turns to 1 (GPT-BERT)</source>
        <translation>与下一个词元轮流，15 比 1 (GPT-BERT)</translation>
    </message>
    <message>
        <source>Base size, encoder and decoder, average.</source>
        <translation>base 规模，编码器与解码器，平均值。</translation>
    </message>
    <message>
        <source>Missing spans</source>
        <translation>缺失片段</translation>
    </message>
    <message>
        <source>Masked words, all written anew</source>
        <translation>遮盖词，全文重写</translation>
    </message>
    <message>
        <source>Rest of the text</source>
        <translation>文本的其余部分</translation>
    </message>
    <message>
        <source>Shuffled words put in order</source>
        <translation>还原打乱的词序</translation>
    </message>
    <message>
        <source>Base size; SQuAD: F1.</source>
        <translation>base 规模；SQuAD 为 F1。</translation>
    </message>
    <message>
        <source>Hidden spans + shuffled sentences</source>
        <translation>遮盖片段 + 打乱句序</translation>
    </message>
    <message>
        <source>Hidden spans alone</source>
        <translation>仅遮盖片段</translation>
    </message>
    <message>
        <source>Deleted words alone</source>
        <translation>仅删除词</translation>
    </message>
    <message>
        <source>Shuffled sentences alone</source>
        <translation>仅打乱句序</translation>
    </message>
    <message>
        <source>Rotated text alone</source>
        <translation>仅旋转文本</translation>
    </message>
    <message>
        <source>Accuracy on the test set, per cent.</source>
        <translation>测试集准确率 (%)。</translation>
    </message>
    <message>
        <source>Both in one row, other tasks beside (MT-DNN)</source>
        <translation>两句同在一行，兼学其他任务 (MT-DNN)</translation>
    </message>
    <message>
        <source>Attention between both (ESIM)</source>
        <translation>两句之间用注意力 (ESIM)</translation>
    </message>
    <message>
        <source>A vector for each (InferSent)</source>
        <translation>每句一个向量 (InferSent)</translation>
    </message>
    <message>
        <source>A vector for each (LSTM)</source>
        <translation>每句一个向量 (LSTM)</translation>
    </message>
    <message>
        <source>BLEU on newstest2014.</source>
        <translation>newstest2014 上的 BLEU。</translation>
    </message>
    <message>
        <source>Transformer, big</source>
        <translation>Transformer，big</translation>
    </message>
    <message>
        <source>Transformer, base</source>
        <translation>Transformer，base</translation>
    </message>
    <message>
        <source>Convolutions (ConvS2S)</source>
        <translation>卷积网络 (ConvS2S)</translation>
    </message>
    <message>
        <source>Recurrent (GNMT + RL)</source>
        <translation>循环网络 (GNMT + RL)</translation>
    </message>
</context>
<context>
    <name>recipe</name>
    <message>
        <source>Files and folders</source>
        <translation>文件和文件夹</translation>
    </message>
    <message>
        <source>Text to learn from: .txt .md .jsonl .csv .html, plain or .gz. It is only read, never changed.</source>
        <translation>用于学习的文本：.txt .md .jsonl .csv .html，未压缩或 .gz 均可。只读取，绝不改动。</translation>
    </message>
    <message>
        <source>Text field</source>
        <translation>文本字段</translation>
    </message>
    <message>
        <source>The column of a CSV or the key of a JSON line that holds the text.</source>
        <translation>存放文本的 CSV 列名，或 JSON 行中的键名。</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>留出比例</translation>
    </message>
    <message>
        <source>This share of the documents is never trained on; it shows how well the model does on text it has not seen.</source>
        <translation>这一比例的文档绝不用于训练；它们显示模型在未见过的文本上表现如何。</translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation>清洗</translation>
    </message>
    <message>
        <source>Takes out what is no language. Repeated documents, and repeated lines that are not short, stay once.</source>
        <translation>去除不属于语言的内容。重复的文档，以及重复且不短的行，只保留一份。</translation>
    </message>
    <message>
        <source>Remains of HTML</source>
        <translation>HTML 残留</translation>
    </message>
    <message>
        <source>Characters in composed form (NFC)</source>
        <translation>字符统一为组合形式（NFC）</translation>
    </message>
    <message>
        <source>Control and invisible characters</source>
        <translation>控制字符和不可见字符</translation>
    </message>
    <message>
        <source>Superfluous blanks and blank lines</source>
        <translation>多余的空格和空行</translation>
    </message>
    <message>
        <source>Repeated documents and lines</source>
        <translation>重复的文档和行</translation>
    </message>
    <message>
        <source>Shortest document</source>
        <translation>最短文档</translation>
    </message>
    <message>
        <source>Documents with fewer characters are left out.</source>
        <translation>字符数少于此值的文档会被略过。</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>In an encoder every token sees its whole text: for filling in hidden words. In a decoder only what stands before it: for writing. An encoder-decoder does both.</source>
        <translation>编码器 (encoder) 中，每个词元都能看到整段文本：适合填补被遮盖的词。解码器 (decoder) 中只能看到它之前的内容：适合写作。编码器-解码器两者兼有。</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>解码器</translation>
    </message>
    <message>
        <source>Encoder-decoder</source>
        <translation>编码器-解码器</translation>
    </message>
    <message>
        <source>Classic is the paper&apos;s own, as published. Modern (norms first, rotary positions, gated units, no biases) learns faster from the same text.</source>
        <translation>“经典”即论文发表时的样子。“现代”（前置归一化、旋转位置编码、门控单元、无偏置）用同样的文本学得更快。</translation>
    </message>
    <message>
        <source>Modern</source>
        <translation>现代</translation>
    </message>
    <message>
        <source>Classic</source>
        <translation>经典</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>论文</translation>
    </message>
    <message>
        <source>Whose model the classic style lays out, part by part, so that it can be compared with the published one. The modern style does not ask.</source>
        <translation>“经典”风格逐个部件照搬哪篇论文的模型，以便与已发表的模型比较。“现代”风格不看此项。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>Layers × width. Twice the width is about four times the work per token; a bigger model needs more text and time before it wins.</source>
        <translation>层数 × 宽度。宽度翻倍，每个词元的计算量约为四倍；模型越大，需要越多的文本和时间才能胜出。</translation>
    </message>
    <message>
        <source>Tiny, 2 × 128</source>
        <translation>微型，2 × 128</translation>
    </message>
    <message>
        <source>Mini, 4 × 256</source>
        <translation>迷你，4 × 256</translation>
    </message>
    <message>
        <source>Small, 4 × 512</source>
        <translation>小型，4 × 512</translation>
    </message>
    <message>
        <source>Medium, 8 × 512</source>
        <translation>中型，8 × 512</translation>
    </message>
    <message>
        <source>Base, 12 × 768</source>
        <translation>基础，12 × 768</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>The most tokens the model reads at once. Attention compares all pairs, so its work per token grows with the length.</source>
        <translation>模型一次最多读取的词元数。注意力会比较所有词元对，因此每个词元的计算量随长度增加。</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>个词元</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>How many blocks of attention and feed-forward stand on one another. Each one lets a token gather from the tokens the one below has already mixed.</source>
        <translation>由注意力和前馈组成的块叠了多少层。每一层都让词元从下层已混合过的词元中汇集信息。</translation>
    </message>
    <message>
        <source>Layers of the decoder</source>
        <translation>解码器层数</translation>
    </message>
    <message>
        <source>Only of an encoder-decoder: blocks on the side that writes. Empty: as many as on the side that reads. A shallow decoder writes faster and loses little.</source>
        <translation>仅用于编码器-解码器：写作一侧的块数。留空：与阅读一侧相同。较浅的解码器写得更快，损失很小。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Numbers that describe each token inside the model. Weights grow with its square.</source>
        <translation>模型内部描述每个词元所用的数值个数。权重数量随其平方增长。</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>Each head looks for its own kind of relation between tokens. They share the width evenly, so they must divide it; 64 numbers a head are usual.</source>
        <translation>每个头寻找词元之间各自的一种关系。各头平分宽度，因此头数必须整除宽度；通常每头 64 个数值。</translation>
    </message>
    <message>
        <source>Feed-forward width</source>
        <translation>前馈宽度</translation>
    </message>
    <message>
        <source>How far each token is widened between the two maps of a block. Usually four times the width, or 8/3 of it for a gated unit, which has a third map.</source>
        <translation>每个词元在块的两个映射之间扩展到多宽。通常为宽度的四倍；门控单元有第三个映射，因此取宽度的 8/3。</translation>
    </message>
    <message>
        <source>Embedding width</source>
        <translation>嵌入宽度</translation>
    </message>
    <message>
        <source>Numbers per token in the table of the vocabulary, mapped to the width afterwards. Narrow ones save most of a small model&apos;s weights. Empty: the width itself.</source>
        <translation>词表中每个词元的数值个数，随后再映射到模型宽度。较窄的嵌入能省去小模型的大部分权重。留空：等于宽度。</translation>
    </message>
    <message>
        <source>Share layers</source>
        <translation>共享各层</translation>
    </message>
    <message>
        <source>All layers use the weights of one, as in ALBERT: far fewer weights, the same work, and a little less learned.</source>
        <translation>如 ALBERT，所有层共用一层的权重：权重少得多，计算量不变，学到的略少。</translation>
    </message>
    <message>
        <source>Norms</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Before each part (pre) the path from input to output stays clear and training is calm. After it (post), as in BERT, warm-up is essential.</source>
        <translation>放在各部分之前（pre），从输入到输出的通路保持畅通，训练平稳。放在之后（post），如 BERT，则必须预热。</translation>
    </message>
    <message>
        <source>Before each part</source>
        <translation>各部分之前</translation>
    </message>
    <message>
        <source>After each part</source>
        <translation>各部分之后</translation>
    </message>
    <message>
        <source>Kind of norm</source>
        <translation>归一化种类</translation>
    </message>
    <message>
        <source>LayerNorm moves the mean to zero and the spread to one. RMSNorm only divides by the root of the mean square: cheaper, and as good.</source>
        <translation>LayerNorm 把均值移到 0、离散程度变为 1。RMSNorm 只除以均方根：更省，效果一样好。</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>位置编码</translation>
    </message>
    <message>
        <source>The bend between the two maps of the feed-forward part. GEGLU and SwiGLU multiply by a learned gate and learn a little better at equal size.</source>
        <translation>前馈部分两个映射之间的非线性。GEGLU 和 SwiGLU 乘以一个学得的门，同等规模下学得略好。</translation>
    </message>
    <message>
        <source>GELU by tanh, as in GPT-2</source>
        <translation>用 tanh 近似的 GELU，如 GPT-2</translation>
    </message>
    <message>
        <source>How the order of words is told. Rotary turns queries and keys by their place; relative adds a learned number per distance; the others add a vector per place.</source>
        <translation>如何表示词的顺序。旋转式按位置旋转查询和键；相对式为每种距离加上一个学得的数；其余方式为每个位置加上一个向量。</translation>
    </message>
    <message>
        <source>Rotary</source>
        <translation>旋转式</translation>
    </message>
    <message>
        <source>Learned</source>
        <translation>可学习式</translation>
    </message>
    <message>
        <source>Sinusoidal</source>
        <translation>正弦式</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>相对式</translation>
    </message>
    <message>
        <source>First position</source>
        <translation>首个位置</translation>
    </message>
    <message>
        <source>Only of learned positions: the row of the table the first token takes. 2 in RoBERTa and BART, whose first rows are never used; 0 elsewhere.</source>
        <translation>仅用于可学习式位置：第一个词元取表中的哪一行。RoBERTa 和 BART 为 2，其最前面的行从不使用；其余为 0。</translation>
    </message>
    <message>
        <source>Norm of the embedding</source>
        <translation>嵌入归一化</translation>
    </message>
    <message>
        <source>Normalises each token&apos;s vector before the first layer, as BERT, BART and ModernBERT do; GPT-2, T5 and Llama do not.</source>
        <translation>在第一层之前对每个词元的向量做归一化，如 BERT、BART 和 ModernBERT；GPT-2、T5 和 Llama 不做。</translation>
    </message>
    <message>
        <source>Biases</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Adds a learned constant to every map and norm, as BERT does. Without them little is lost and updates are simpler.</source>
        <translation>像 BERT 那样，给每个映射和归一化加上一个学得的常数。不用偏置几乎没有损失，更新也更简单。</translation>
    </message>
    <message>
        <source>Token types</source>
        <translation>词元类型</translation>
    </message>
    <message>
        <source>A learned vector that tells sentence A from sentence B, as in BERT. Without it the [SEP] token between them does.</source>
        <translation>一个学得的向量，用来区分句子 A 与句子 B，如 BERT 所用。没有它时，由两句之间的 [SEP] 词元来区分。</translation>
    </message>
    <message>
        <source>Scaled attention</source>
        <translation>缩放注意力</translation>
    </message>
    <message>
        <source>Divides what attention compares by √d, so that wide heads do not decide too early. T5 leaves it out and begins with smaller weights instead.</source>
        <translation>把注意力比较的数值除以 √d，使较宽的头不会过早定论。T5 不做缩放，而是从更小的权重开始。</translation>
    </message>
    <message>
        <source>Scaled logits</source>
        <translation>缩放 logits</translation>
    </message>
    <message>
        <source>Multiplies what the vocabulary is asked with by 1/√D, as T5 does, because its embedding begins at the scale of one.</source>
        <translation>把用来查询词表的向量乘以 1/√D，如 T5，因为它的嵌入以 1 的量级开始。</translation>
    </message>
    <message>
        <source>Map before the vocabulary</source>
        <translation>词表前的映射</translation>
    </message>
    <message>
        <source>One more map, activation and norm before a token is named, as in BERT. GPT-2, BART, T5 and Llama ask the embedding directly.</source>
        <translation>说出词元之前再经过一个映射、激活函数和归一化，如 BERT。GPT-2、BART、T5 和 Llama 直接查询嵌入。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Share of numbers set to zero while training, against learning by heart. Short training on much text does better without.</source>
        <translation>训练时置零的数值比例，用来防止死记硬背。文本多而训练短时，不用它效果更好。</translation>
    </message>
    <message>
        <source>First weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>How the random weights begin. Identity lets every block begin by passing on what it gets; normal is BERT&apos;s 0.02; auto takes the style&apos;s own.</source>
        <translation>随机权重如何开始。“恒等”让每个块一开始原样传递输入；“正态”即 BERT 的 0.02；“按风格”采用该风格自己的方式。</translation>
    </message>
    <message>
        <source>By style</source>
        <translation>按风格</translation>
    </message>
    <message>
        <source>Normal, 0.02</source>
        <translation>正态，0.02</translation>
    </message>
    <message>
        <source>By the number of inputs</source>
        <translation>按输入个数</translation>
    </message>
    <message>
        <source>By inputs, blocks as the identity</source>
        <translation>恒等：按输入个数，各块从恒等映射开始</translation>
    </message>
    <message>
        <source>GPT-2, scaled by depth</source>
        <translation>GPT-2，按深度缩放</translation>
    </message>
    <message>
        <source>T5, by each map&apos;s width</source>
        <translation>T5，按每个映射的宽度</translation>
    </message>
    <message>
        <source>Share hidden</source>
        <translation>遮盖比例</translation>
    </message>
    <message>
        <source>Share of the tokens the generator fills in. All of them are shown to it as [MASK].</source>
        <translation>由生成器填写的词元所占比例。它们对生成器都显示为 [MASK]。</translation>
    </message>
    <message>
        <source>Generator&apos;s width</source>
        <translation>生成器宽度</translation>
    </message>
    <message>
        <source>As a share of the model&apos;s. Between a quarter and a half is best: what too good a generator writes cannot be told from the text.</source>
        <translation>占模型宽度的比例。四分之一到一半最好：生成器太好，写出的就与原文无从区分。</translation>
    </message>
    <message>
        <source>Generator&apos;s layers</source>
        <translation>生成器层数</translation>
    </message>
    <message>
        <source>Empty: as many as the model has. It is made smaller by its width.</source>
        <translation>留空：与模型相同。它靠宽度变小。</translation>
    </message>
    <message>
        <source>Weight of detection</source>
        <translation>判别的权重</translation>
    </message>
    <message>
        <source>Detection counts this many times as much as filling in, because its loss per token is so much smaller.</source>
        <translation>判别的损失按此倍数计入，因为它每个词元的损失小得多。</translation>
    </message>
    <message>
        <source>Share of the tokens the model must name. More gives more to learn from each row but leaves less to guess from; large models bear 0.40.</source>
        <translation>模型必须说出的词元所占的比例。比例越高，每行可学的越多，但可供推测的线索越少；大模型可承受 0.40。</translation>
    </message>
    <message>
        <source>Share hidden at the start</source>
        <translation>初始遮盖比例</translation>
    </message>
    <message>
        <source>If given, the share moves evenly from this to the one above over the budget. From 0.30 to 0.15 is a good try. Empty: it stays.</source>
        <translation>如果给出，比例会在整个预算内从此值均匀变到上面的值。从 0.30 到 0.15 值得一试。留空：保持不变。</translation>
    </message>
    <message>
        <source>Hidden in units of</source>
        <translation>遮盖单位</translation>
    </message>
    <message>
        <source>Single tokens; whole words, so that no piece gives the rest away; or spans of words, so that no neighbour does.</source>
        <translation>单个词元；整词，使词的任何一部分都不会泄露其余部分；或多词片段，使相邻的词也不会泄露。</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>整词</translation>
    </message>
    <message>
        <source>Spans of words</source>
        <translation>多词片段</translation>
    </message>
    <message>
        <source>Lengths of spans</source>
        <translation>片段长度的分布</translation>
    </message>
    <message>
        <source>Where spans are hidden. Geometric, with p = 0.2: 3.8 words on average if the longest has ten. As 1/n: two words half as often as one, three a third.</source>
        <translation>仅用于遮盖片段时。几何分布，p = 0.2：最长十个词时平均 3.8 个词。按 1/n：两个词的片段出现的次数是一个词的一半，三个词的是三分之一。</translation>
    </message>
    <message>
        <source>Geometric</source>
        <translation>几何分布</translation>
    </message>
    <message>
        <source>As 1/n</source>
        <translation>按 1/n</translation>
    </message>
    <message>
        <source>Longest span</source>
        <translation>最长片段</translation>
    </message>
    <message>
        <source>Where spans are hidden. SpanBERT has 10, ALBERT 3.</source>
        <translation>仅用于遮盖片段时。SpanBERT 为 10，ALBERT 为 3。</translation>
    </message>
    <message>
        <source>words</source>
        <translation>个词</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>遮盖方式</translation>
    </message>
    <message>
        <source>Dynamic: new places every epoch, so the same text asks new questions. Static: the same places every time, as in the first BERT; pairs of passages are drawn anew.</source>
        <translation>动态：每轮（epoch）换新的位置，同一文本便会提出新的问题。静态：每次都是相同的位置，如最初的 BERT；片段对仍会重新抽取。</translation>
    </message>
    <message>
        <source>New every epoch</source>
        <translation>每轮更新</translation>
    </message>
    <message>
        <source>Always the same</source>
        <translation>始终相同</translation>
    </message>
    <message>
        <source>Replaced by [MASK]</source>
        <translation>替换为 [MASK]</translation>
    </message>
    <message>
        <source>Of the hidden tokens, the share shown as [MASK]. Not all, because no [MASK] ever stands in the text the model is used on.</source>
        <translation>被遮盖的词元中显示为 [MASK] 的比例。不取全部，因为模型实际使用的文本中从不出现 [MASK]。</translation>
    </message>
    <message>
        <source>Replaced at random</source>
        <translation>随机替换</translation>
    </message>
    <message>
        <source>Of the hidden tokens, the share shown as some other token. What is left over stays as it was: the model cannot know which tokens to trust.</source>
        <translation>被遮盖的词元中显示为其他词元的比例。剩余的保持原样：模型无从知道哪些词元可信。</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>How much this objective counts in the sum of the losses.</source>
        <translation>该训练目标在损失总和中所占的分量。</translation>
    </message>
    <message>
        <source>Weight over the budget</source>
        <translation>权重随进度变化</translation>
    </message>
    <message>
        <source>Where weights are scheduled: points of progress, 0 to 1, and the weight there; in between it moves evenly. Empty: the weight above throughout.</source>
        <translation>权重按计划变化时：进度 (0 到 1) 上的若干点及该处的权重；两点之间均匀变化。留空：始终用上面的权重。</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Where objectives cannot share a pass they take turns, a whole step each: 15 here and 1 at another are fifteen steps of this one for each of the other. How a step is split into micro-batches changes nothing. GradNorm, which compares all losses at one step, is refused here.</source>
        <translation>不能共用一次前向计算的目标轮流进行，每次一整步：此处 15、别处 1，即本目标每走十五步，另一目标走一步。一步怎样拆成微批不改变结果。GradNorm 要在同一步比较所有损失，因此这里不能用。</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Train this long. Counts training steps only, over all resumes.</source>
        <translation>训练这么长时间。只计训练步所用的时间，包括每次继续之后的。</translation>
    </message>
    <message>
        <source>min</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Train for this many updates of the weights.</source>
        <translation>训练到权重更新这么多次为止。</translation>
    </message>
    <message>
        <source>Train until this many tokens were seen, repeats counted.</source>
        <translation>训练到看过这么多词元为止，重复的也计入。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Train until the whole text was seen this many times.</source>
        <translation>训练到全部文本看过这么多遍为止。</translation>
    </message>
    <message>
        <source>Rows per step</source>
        <translation>每步行数</translation>
    </message>
    <message>
        <source>How many rows of text each update of the weights sees. More rows give a smoother gradient but fewer updates per minute.</source>
        <translation>每次权重更新所看的文本行数。行数越多，梯度越平滑，但每分钟的更新次数越少。</translation>
    </message>
    <message>
        <source>Row length</source>
        <translation>行长度</translation>
    </message>
    <message>
        <source>Tokens per training row. Empty: the model&apos;s own length. Shorter rows train faster.</source>
        <translation>每个训练行的词元数。留空：取模型自身的长度。行越短，训练越快。</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>The rule that turns gradients into steps. AdamW (Loshchilov &amp; Hutter 2019) is the safe choice; Muon (Jordan 2024) orthogonalises the update of each matrix. SGD is here to compare with: it needs a rate a hundred times as high and learns slowly.</source>
        <translation>把梯度变成更新步的规则。AdamW（Loshchilov &amp; Hutter 2019）是稳妥的选择；Muon（Jordan 2024）将每个矩阵的更新正交化。SGD 仅供比较：它需要高一百倍的学习率，而且学得慢。</translation>
    </message>
    <message>
        <source>How the learning rate moves over the budget. Warm-up, a long level stretch and a decay at the end (Hu et al. 2024) let one extend a run later. The inverse square root (Vaswani et al. 2017) falls ever more slowly and never to zero.</source>
        <translation>学习率随预算如何变化。先预热、再长时间持平、最后衰减 (Hu 等 2024)，便于日后延长运行。平方根倒数 (Vaswani 等 2017) 下降越来越慢，永不为零。</translation>
    </message>
    <message>
        <source>Pulls matrices towards zero; norms, biases and embeddings are spared. Empty: 0.01 for AdamW and Muon, none for Adam and SGD, whose gradients it would drown.</source>
        <translation>把矩阵拉向零；归一化、偏置和嵌入不受影响。留空：AdamW 和 Muon 为 0.01；Adam 和 SGD 不使用，否则会淹没它们的梯度。</translation>
    </message>
    <message>
        <source>For SGD and Muon: how much of the last step is kept. Empty: 0.9 for SGD, 0.95 for Muon.</source>
        <translation>用于 SGD 和 Muon：保留上一步的多少。留空：SGD 为 0.9，Muon 为 0.95。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>The highest step size. Small models bear large rates; too high and the loss jumps or rests at unigram entropy.</source>
        <translation>最大的步幅。小模型可承受较大的学习率；过高时损失会骤升，或停在一元熵（unigram entropy）处。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>Warm-up, stable, decay</source>
        <translation>预热、平稳、衰减</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Inverse square root</source>
        <translation>平方根倒数</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Share of the budget over which the learning rate rises from zero.</source>
        <translation>学习率从零上升所占的预算比例。</translation>
    </message>
    <message>
        <source>Decay</source>
        <translation>衰减</translation>
    </message>
    <message>
        <source>Share of the budget, at its end, over which the rate falls to zero.</source>
        <translation>预算末尾学习率降到零所占的比例。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>β₁</source>
        <translation>β₁</translation>
    </message>
    <message>
        <source>How slowly the mean of the gradients forgets (Adam, Kingma 2014).</source>
        <translation>梯度均值遗忘得有多慢（Adam, Kingma 2014）。</translation>
    </message>
    <message>
        <source>β₂</source>
        <translation>β₂</translation>
    </message>
    <message>
        <source>How slowly the mean of their squares forgets (Adam, Kingma 2014).</source>
        <translation>梯度平方均值遗忘得有多慢（Adam, Kingma 2014）。</translation>
    </message>
    <message>
        <source>ε</source>
        <translation>ε</translation>
    </message>
    <message>
        <source>Keeps Adam&apos;s division from blowing up on tiny gradients.</source>
        <translation>防止 Adam 的除法在极小的梯度上数值爆炸。</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Gradient clip</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Gradients longer than this are shortened to it. 0: never.</source>
        <translation>长度超过此值的梯度会缩短到此值。0：从不裁剪。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Same seed, same recipe, same machine: the same run, bit for bit.</source>
        <translation>种子、配方、机器都相同：运行逐位相同。</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>At most this much work is lost if the machine dies.</source>
        <translation>机器出故障时，最多损失这么多工作。</translation>
    </message>
    <message>
        <source>Checkpoints kept</source>
        <translation>保留的检查点</translation>
    </message>
    <message>
        <source>How many of the newest checkpoints stay on disk.</source>
        <translation>磁盘上保留多少个最新的检查点。</translation>
    </message>
    <message>
        <source>Validate every</source>
        <translation>验证间隔</translation>
    </message>
    <message>
        <source>Steps between two measurements on the text held back.</source>
        <translation>在留出文本上两次测量之间的步数。</translation>
    </message>
    <message>
        <source>Validation rows</source>
        <translation>验证行数</translation>
    </message>
    <message>
        <source>How many held-back rows are measured, always the same ones.</source>
        <translation>测量多少个留出行，始终是相同的那些。</translation>
    </message>
    <message>
        <source>Time between probes</source>
        <translation>探针间隔时间</translation>
    </message>
    <message>
        <source>Seconds between two looks at the heads; the later of the two counts.</source>
        <translation>两次查看注意力头之间的秒数；以两者中较晚者为准。</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Steps between probes</source>
        <translation>探针间隔步数</translation>
    </message>
    <message>
        <source>Steps between two looks at the heads; the later of the two counts.</source>
        <translation>两次查看注意力头之间的步数；以两者中较晚者为准。</translation>
    </message>
    <message>
        <source>Watched during the whole run: their attention maps and the words predicted for [MASK] are kept at every probe. A pair is written in one line, with “ [SEP] ” between its two passages. Empty: taken from the text held back.</source>
        <translation>在整个运行期间持续观察：每次探针都会保存它们的注意力图和为 [MASK] 预测的词。句对写在同一行，两段之间用“ [SEP] ”隔开。留空：从留出文本中选取。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Of the dynamic average: steps over which losses are averaged before they are held against the ones before. The paper took an epoch.</source>
        <translation>用于动态平均：损失在多少步上取平均后再与之前的相比。论文取一个轮次。</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Of the dynamic average: the higher, the more alike the weights. At 2 a loss that fell by half weighs 0.88, beside one that stayed, with 1.12.</source>
        <translation>用于动态平均：越高，各权重越接近。为 2 时，降了一半的损失权重为 0.88，未变的为 1.12。</translation>
    </message>
    <message>
        <source>Pinned sentences</source>
        <translation>固定句</translation>
    </message>
    <message>
        <source>Room for probes</source>
        <translation>探针空间</translation>
    </message>
    <message>
        <source>When the pictures fill this much disk, older ones are thinned out.</source>
        <translation>图像占满这么多磁盘空间时，会抽稀较早的图像。</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>auto, cpu, cuda or cuda:0. auto takes a GPU where there is one.</source>
        <translation>auto、cpu、cuda 或 cuda:0。auto 在有 GPU 时使用 GPU。</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>运算精度</translation>
    </message>
    <message>
        <source>bf16 halves the memory traffic and is often twice as fast; weights stay in fp32.</source>
        <translation>bf16 使内存流量减半，速度往往快一倍；权重仍为 fp32。</translation>
    </message>
    <message>
        <source>Attention form</source>
        <translation>注意力实现</translation>
    </message>
    <message>
        <source>The same formula, computed by torch&apos;s fused kernel (sdpa) or written out (explicit); short rows in bf16 run faster written out.</source>
        <translation>公式相同，由 torch 的融合内核（sdpa）计算，或逐步写出（explicit）；bf16 下的短行用写出的形式更快。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>Processor cores the arithmetic may use.</source>
        <translation>运算可使用的处理器核心数。</translation>
    </message>
    <message>
        <source>Micro-batch</source>
        <translation>微批</translation>
    </message>
    <message>
        <source>Rows computed at once; the gradients of several add up to one step. The result does not change.</source>
        <translation>一次计算的行数；几个微批的梯度累加成一步。结果不变。</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Compile</source>
        <translation>编译</translation>
    </message>
    <message>
        <source>torch.compile: half a minute or more at the start, in which no stop is heard; then a third faster or so on a GPU, which a long run wins back. Auto is off. Needs a C++ compiler, and dropout 0.</source>
        <translation>torch.compile：开始时需半分钟或更久编译，其间不响应停止；之后在 GPU 上约快三分之一，长时间运行可以赚回这段时间。“自动”为关闭。需要 C++ 编译器，且 dropout 为 0。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>How words are cut into pieces that come back often.</source>
        <translation>如何将词切成反复出现的片段。</translation>
    </message>
    <message>
        <source>WordPiece (BERT)</source>
        <translation>WordPiece (BERT)</translation>
    </message>
    <message>
        <source>Byte-level BPE (RoBERTa, GPT-2)</source>
        <translation>字节级 BPE (RoBERTa, GPT-2)</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>How many different tokens. Small text wants few; 8,192 suits 30 MB. They are learned from an even sample of about 2 kB of text each.</source>
        <translation>不同词元的个数。文本少则宜少；8,192 适合 30 MB。词元从均匀抽取的样本中学得，每个词元约 2 kB 文本。</translation>
    </message>
    <message>
        <source>Ignore case and accents</source>
        <translation>忽略大小写和重音符号</translation>
    </message>
    <message>
        <source>“The” and “the” become the same token (WordPiece only).</source>
        <translation>“The”和“the”成为同一个词元（仅限 WordPiece）。</translation>
    </message>
    <message>
        <source>Gap tokens</source>
        <translation>空缺词元</translation>
    </message>
    <message>
        <source>Tokens that stand for a gap in the text, as objectives that cut out spans need. Empty: as many as the chosen objectives need.</source>
        <translation>代表文中空缺的词元 (sentinel)，截去片段的目标需要它们。留空：按所选目标的需要而定。</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>来自文件</translation>
    </message>
    <message>
        <source>A tokenizer.json or vocab.txt; nothing is learned then.</source>
        <translation>tokenizer.json 或 vocab.txt；此时不再学习词表。</translation>
    </message>
    <message>
        <source>Combined</source>
        <translation>组合方式</translation>
    </message>
    <message>
        <source>Automatic: those that can read the same rows share one pass, as in BERT; the others take turns, a step each, as in GPT-BERT. Or all in turns.</source>
        <translation>自动：能读同样行的目标共用一次前向计算，如 BERT；其余轮流进行，每次一步，如 GPT-BERT。也可全部轮流。</translation>
    </message>
    <message>
        <source>In one pass where possible</source>
        <translation>尽可能同时进行</translation>
    </message>
    <message>
        <source>In turns</source>
        <translation>轮流进行</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Fixed: as given at each objective. Scheduled: along the points given there. The other three move the weights by what they measure; those given are factors on top.</source>
        <translation>固定：各目标处所给的值。按计划：沿所给的点变化。其余三种按所测结果移动权重；所给的值是另乘的系数。</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Scheduled</source>
        <translation>按计划</translation>
    </message>
    <message>
        <source>By uncertainty</source>
        <translation>按不确定性</translation>
    </message>
    <message>
        <source>Dynamic average</source>
        <translation>动态平均</translation>
    </message>
    <message>
        <source>GradNorm</source>
        <translation>GradNorm</translation>
    </message>
    <message>
        <source>Share cut out</source>
        <translation>截去的比例</translation>
    </message>
    <message>
        <source>Share of the tokens the decoder must write. T5 found little difference between 0.10 and 0.25; more makes longer answers and slower training.</source>
        <translation>解码器须写出的词元比例。T5 发现 0.10 到 0.25 相差不大；越多则答案越长、训练越慢。</translation>
    </message>
    <message>
        <source>Mean length of a span</source>
        <translation>片段平均长度</translation>
    </message>
    <message>
        <source>Longer spans leave fewer gaps, so rows are shorter and training is faster; of 2, 3, 5 and 10 T5 did best with 3.</source>
        <translation>片段越长空缺越少，行更短、训练更快；T5 试过 2、3、5、10，以 3 为最好。</translation>
    </message>
    <message>
        <source>Share hidden in spans</source>
        <translation>以片段遮盖的比例</translation>
    </message>
    <message>
        <source>Of the tokens; one mask stands for a whole span, so the model must also tell how much is missing. 0: no span is hidden.</source>
        <translation>占词元的比例；一个遮盖代表整个片段，模型还得判断缺了多少。0：不遮盖片段。</translation>
    </message>
    <message>
        <source>Lengths are drawn from a Poisson distribution of this mean. A span of length 0 puts a mask where nothing is missing.</source>
        <translation>长度按此均值的泊松分布抽取。长度为 0 的片段会在并无缺失处放一个遮盖。</translation>
    </message>
    <message>
        <source>Share deleted</source>
        <translation>删除的比例</translation>
    </message>
    <message>
        <source>Of the tokens, without a trace: the model must find out where something is missing. About 0.15 is a good try; 0: nothing is deleted.</source>
        <translation>占词元的比例，不留痕迹：模型须找出何处缺失。0.15 左右可以一试；0：不删除。</translation>
    </message>
    <message>
        <source>Rotated</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>The passage begins at any of its tokens and goes on from its start after its end; the model must find the beginning. Alone it teaches little.</source>
        <translation>段落从任一词元开始，到末尾后接回开头；模型须找出开头。单独使用教益不大。</translation>
    </message>
    <message>
        <source>Sentences in another order</source>
        <translation>打乱句子</translation>
    </message>
    <message>
        <source>The sentences of a passage are shuffled, each one whole; the model must find their order again.</source>
        <translation>打乱段落的句子，每句保持完整；模型须找回顺序。</translation>
    </message>
    <message>
        <source>Shortest beginning</source>
        <translation>最短的开头</translation>
    </message>
    <message>
        <source>Each text is cut at a place drawn anew every time; this is the least share of it that is given and not asked for. At 0 all but the first token may be asked for.</source>
        <translation>每次在新抽取的位置切开文本；这是给出而不问的最小比例。为 0 时，除首个词元外都可能被问到。</translation>
    </message>
    <message>
        <source>Longest beginning</source>
        <translation>最长的开头</translation>
    </message>
    <message>
        <source>The largest share that is given. At 1 all but the last token may be; the less is given, the more tokens teach.</source>
        <translation>给出部分的最大比例。为 1 时，除最后一个词元外都可能给出；给得越少，有教益的词元越多。</translation>
    </message>
    <message>
        <source>Pull (α)</source>
        <translation>拉力 (α)</translation>
    </message>
    <message>
        <source>Of GradNorm: 0 makes all gradients equally long; the higher, the longer those of losses that have fallen less. The paper took 0.12 and, for very unlike losses, 1.5.</source>
        <translation>用于 GradNorm：为 0 时各梯度等长；越高，降得较少的损失其梯度越长。论文取 0.12；损失差别很大时 1.5。</translation>
    </message>
    <message>
        <source>Rate of the weights</source>
        <translation>权重的学习率</translation>
    </message>
    <message>
        <source>Of GradNorm: about how far a weight moves in a step at most. The paper&apos;s.</source>
        <translation>用于 GradNorm：权重每步大约最多移动多少。取自论文。</translation>
    </message>
    <message>
        <source>Share swapped</source>
        <translation>调换的比例</translation>
    </message>
    <message>
        <source>Share of the rows whose passages change places. At one half neither answer is the likelier one.</source>
        <translation>两段互换位置的行所占比例。取一半时，两种答案同样可能。</translation>
    </message>
    <message>
        <source>Passages in a group</source>
        <translation>每组段落数</translation>
    </message>
    <message>
        <source>How many passages are compared with each other. More are harder to tell apart. A step must hold whole groups, with two rows for each passage.</source>
        <translation>相互比较的段落数。越多越难区分。一步须容纳整组，每个段落占两行。</translation>
    </message>
    <message>
        <source>Cosines are divided by it. The lower, the more only the most similar of the other passages count.</source>
        <translation>余弦值除以它。越低，别的段落中越只有最相似的才起作用。</translation>
    </message>
    <message>
        <source>See for itself</source>
        <translation>自行判断</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>有</translation>
    </message>
    <message>
        <source>No</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Files of labelled pairs</source>
        <translation>带标签句对的文件</translation>
    </message>
    <message>
        <source>TSV, CSV or JSON lines, plain or .gz, with two passages and a label in every row. Rows without a label, with “-”, or with “-1” beside classes numbered from 0, are left out and counted.</source>
        <translation>TSV、CSV 或 JSON 行文件，普通或 .gz 格式，每行有两个段落和一个标签。没有标签、标签为“-”，或类别从 0 编号而标签为“-1”的行会被略去并计数。</translation>
    </message>
    <message>
        <source>Pairs held back</source>
        <translation>留出的句对</translation>
    </message>
    <message>
        <source>Files of pairs that are never trained on. Empty: a share of the others.</source>
        <translation>从不用于训练的句对文件。留空：从其余中留出一部分。</translation>
    </message>
    <message>
        <source>Share held back</source>
        <translation>留出的比例</translation>
    </message>
    <message>
        <source>This share of the first passages is never trained on, with all their pairs; it shows how well the model does on passages it has not seen.</source>
        <translation>第一段中此比例的段落及其所有句对从不用于训练；用来看模型对未见段落做得如何。</translation>
    </message>
    <message>
        <source>Column of the first passage</source>
        <translation>第一段的列</translation>
    </message>
    <message>
        <source>Its name, or its number from 1. Empty: sentence1, premise and other usual names.</source>
        <translation>列名，或从 1 起的序号。留空：sentence1、premise 等常用名。</translation>
    </message>
    <message>
        <source>Column of the second passage</source>
        <translation>第二段的列</translation>
    </message>
    <message>
        <source>Its name, or its number from 1. Empty: sentence2, hypothesis and other usual names.</source>
        <translation>列名，或从 1 起的序号。留空：sentence2、hypothesis 等常用名。</translation>
    </message>
    <message>
        <source>Column of the label</source>
        <translation>标签的列</translation>
    </message>
    <message>
        <source>Its name, or its number from 1. Empty: gold_label, label and other names.</source>
        <translation>列名，或从 1 起的序号。留空：gold_label、label 等。</translation>
    </message>
    <message>
        <source>First row names the columns</source>
        <translation>首行为列名</translation>
    </message>
    <message>
        <source>Say so where it is not seen, or seen where there is none.</source>
        <translation>当自动判断有误时请在此说明。</translation>
    </message>
    <message>
        <source>Text to translate</source>
        <translation>待译文本</translation>
    </message>
    <message>
        <source>Files with a sentence in every line, plain or .gz.</source>
        <translation>每行一个句子的文件，可为 .gz。</translation>
    </message>
    <message>
        <source>Its translation</source>
        <translation>译文</translation>
    </message>
    <message>
        <source>As many files, in the same order: every line is the other&apos;s translation.</source>
        <translation>同样多的文件，顺序相同：逐行互为译文。</translation>
    </message>
    <message>
        <source>Or tables of both</source>
        <translation>或两者的表格</translation>
    </message>
    <message>
        <source>TSV, CSV or JSON lines with both in every row; or folders with them, and with files “source” and “target” side by side.</source>
        <translation>每行含两者的 TSV、CSV 或 JSON 行；或含有它们的文件夹，以及并列的“source”与“target”文件。</translation>
    </message>
    <message>
        <source>Text held back</source>
        <translation>留出的文本</translation>
    </message>
    <message>
        <source>Files as above that are never trained on. Without any, a share is held back.</source>
        <translation>同上但从不用于训练的文件。若没有，则留出一部分。</translation>
    </message>
    <message>
        <source>Its translation, held back</source>
        <translation>留出的译文</translation>
    </message>
    <message>
        <source>As many files, in the same order.</source>
        <translation>同样多的文件，顺序相同。</translation>
    </message>
    <message>
        <source>Or tables held back</source>
        <translation>或留出的表格</translation>
    </message>
    <message>
        <source>Tables of both that are never trained on.</source>
        <translation>从不用于训练的两者表格。</translation>
    </message>
    <message>
        <source>This share of the source sentences is never trained on, with all their translations.</source>
        <translation>原文句子中此比例及其所有译文从不用于训练。</translation>
    </message>
    <message>
        <source>Column to translate</source>
        <translation>待译的列</translation>
    </message>
    <message>
        <source>Of tables: its name, or its number from 1. Empty: source, a language&apos;s name, or the first.</source>
        <translation>用于表格：列名，或从 1 起的序号。留空：source、语言名，或第一列。</translation>
    </message>
    <message>
        <source>Column of the translation</source>
        <translation>译文的列</translation>
    </message>
    <message>
        <source>Of tables: its name, or its number from 1. Empty: as above.</source>
        <translation>用于表格：列名，或从 1 起的序号。留空：同上。</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>How many different labels the examples have.</source>
        <translation>样例有多少种不同的标签。</translation>
    </message>
    <message>
        <source>How many different labels the pairs have. Inference has three: entailment, neutral, contradiction; paraphrases have two.</source>
        <translation>句对有多少种标签。推断有三种：蕴含 (entailment)、中立 (neutral)、矛盾 (contradiction)；复述有两种。</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>While training, this share of every target is spread over the whole vocabulary: the model stays in doubt and translates better. What is measured is without it.</source>
        <translation>训练时把每个目标的这一比例摊到整个词表：模型保留怀疑，译得更好。测量时不用它。</translation>
    </message>
    <message>
        <source>Random: drawn from the seed, as the model&apos;s initialisation says. From a run: what fits is taken over, whatever it was trained on; the rest is drawn.</source>
        <translation>随机：按模型的初始化方式由种子抽取。从某次运行：凡适合的都沿用，不论它学的是什么；其余重新抽取。</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>From a run</source>
        <translation>从某次运行</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>The folder of the run whose weights are taken over. Its tokenizer is used too: vectors of tokens mean nothing under another.</source>
        <translation>要沿用其权重的运行的文件夹。分词器也一并沿用：换了分词器，词元向量就没有意义。</translation>
    </message>
    <message>
        <source>Its checkpoint</source>
        <translation>它的检查点</translation>
    </message>
    <message>
        <source>The step it was saved at. Empty: the newest one that is whole.</source>
        <translation>保存时的步数。留空：最新的完整检查点。</translation>
    </message>
    <message>
        <source>Table: TSV, CSV or JSON lines</source>
        <translation>表格：TSV、CSV 或 JSON lines</translation>
    </message>
    <message>
        <source>A word and its tag in every line (CoNLL)</source>
        <translation>每行一个词及其标签（CoNLL）</translation>
    </message>
    <message>
        <source>JSON lines with spans (CLUENER)</source>
        <translation>带片段的 JSON lines（CLUENER）</translation>
    </message>
    <message>
        <source>Questions about contexts (SQuAD, CMRC)</source>
        <translation>针对上下文的问题（SQuAD、CMRC）</translation>
    </message>
    <message>
        <source>Two files, line by line</source>
        <translation>两个文件，逐行对应</translation>
    </message>
    <message>
        <source>Every word has a class of its own</source>
        <translation>每个词各有一个类别</translation>
    </message>
    <message>
        <source>Its name, or its number from 1. Empty: found by its name or by what is in it.</source>
        <translation>列名，或从 1 起的列号。留空：按列名或内容识别。</translation>
    </message>
    <message>
        <source>With “line by line”: for every file above the one whose lines answer its lines.</source>
        <translation>逐行对应时：上面每个文件所对应的答案文件。</translation>
    </message>
    <message>
        <source>Examples to learn from</source>
        <translation>用于学习的样例</translation>
    </message>
    <message>
        <source>Tables, CoNLL, span or SQuAD files, plain or .gz, or one folder that holds all parts. With “line by line” every text file has its answer file below.</source>
        <translation>表格、CoNLL、片段或 SQuAD 文件，可为 .gz，或含有所有部分的一个文件夹。逐行对应时，每个文本文件在下方有其答案文件。</translation>
    </message>
    <message>
        <source>Examples held back</source>
        <translation>留出的样例</translation>
    </message>
    <message>
        <source>Never learned from; they say when to stop. Empty: a share of those to learn from.</source>
        <translation>从不用于学习；由它们决定何时停止。留空：从学习样例中取一部分。</translation>
    </message>
    <message>
        <source>Examples to measure with</source>
        <translation>用于测量的样例</translation>
    </message>
    <message>
        <source>Looked at once, when all is learned. Empty: those held back, which look a little better than they are.</source>
        <translation>全部学完后只看一次。留空：用留出的样例，结果会略显偏好。</translation>
    </message>
    <message>
        <source>Their answers</source>
        <translation>对应的答案</translation>
    </message>
    <message>
        <source>Answers held back</source>
        <translation>留出的答案</translation>
    </message>
    <message>
        <source>Answers to measure with</source>
        <translation>用于测量的答案</translation>
    </message>
    <message>
        <source>This share of the examples is never learned from, where no file is named for it. Examples with the same first text, and questions about one context, stay together.</source>
        <translation>未指定文件时，这一部分样例从不用于学习。第一段文字相同的样例、针对同一上下文的问题不会被拆开。</translation>
    </message>
    <message>
        <source>Examples at most</source>
        <translation>样例上限</translation>
    </message>
    <message>
        <source>So many to learn from, drawn by the seed. Empty: all.</source>
        <translation>按种子抽取这么多用于学习。留空：全部。</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>How the examples are written down.</source>
        <translation>样例的书写方式。</translation>
    </message>
    <message>
        <source>Column of the text</source>
        <translation>文本列</translation>
    </message>
    <message>
        <source>Column of the second text</source>
        <translation>第二段文本列</translation>
    </message>
    <message>
        <source>Its name, or its number from 1; “-” where there is none. Empty: found by its name or content.</source>
        <translation>列名，或从 1 起数的列号；没有则填“-”。留空：按名称或内容查找。</translation>
    </message>
    <message>
        <source>Column of the label or score</source>
        <translation>标签或分数列</translation>
    </message>
    <message>
        <source>Column of the words</source>
        <translation>词列</translation>
    </message>
    <message>
        <source>Column of the tags</source>
        <translation>标签列</translation>
    </message>
    <message>
        <source>Names of the classes</source>
        <translation>类别名称</translation>
    </message>
    <message>
        <source>A file with a name in every line, for labels that are numbers from 0 or 1. Empty: the labels are names themselves.</source>
        <translation>每行一个名称的文件，用于从 0 或 1 起数的数字标签。留空：标签本身就是名称。</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>How tags say where an entity begins and ends. IOB2 marks every beginning with B-, IOB1 only where two touch; BMES and IOBES mark ends and single words too.</source>
        <translation>标签如何表示实体的起止。IOB2 以 B- 标记每个开头，IOB1 仅在两个实体相邻时；BMES 与 IOBES 还标记结尾和单词实体。</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>步幅</translation>
    </message>
    <message>
        <source>A context longer than the model reads is read in windows; each begins this share of a window after the one before, so that an answer cut by one edge is whole in the next.</source>
        <translation>上下文比模型能读的更长时分窗读取；每个窗口比前一个后移这一比例，使被一处边缘截断的答案在下一个窗口中完整。</translation>
    </message>
    <message>
        <source>Mean score</source>
        <translation>平均分</translation>
    </message>
    <message>
        <source>Of the examples to learn from; the model learns what is above it.</source>
        <translation>学习样例的平均分；模型学习相对它的差值。</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>离散度</translation>
    </message>
    <message>
        <source>The standard deviation of their scores, which counts as 1.</source>
        <translation>分数的标准差，计作 1。</translation>
    </message>
    <message>
        <source>Read from</source>
        <translation>读取位置</translation>
    </message>
    <message>
        <source>An encoder&apos;s first token [CLS], as BERT, or the mean over all tokens, which suits models that never learned anything at [CLS]. A decoder is read at its last token, the only one that has seen the whole text.</source>
        <translation>编码器的第一个词元 [CLS]（如 BERT），或所有词元的平均，适合从未在 [CLS] 处学过东西的模型。解码器在最后一个词元处读取，只有它看过全文。</translation>
    </message>
    <message>
        <source>The first token</source>
        <translation>第一个词元</translation>
    </message>
    <message>
        <source>The mean of all tokens</source>
        <translation>所有词元的平均</translation>
    </message>
    <message>
        <source>Activation of the head</source>
        <translation>任务头的激活函数</translation>
    </message>
    <message>
        <source>The bend between the map and the classes, in models that have a map there: tanh in BERT and BART, GELU in ELECTRA, ReLU in DistilBERT. A head goes there, or comes from there, with theirs alone.</source>
        <translation>在类别之前还有一层映射的模型中，位于映射与类别之间的非线性：BERT 和 BART 为 tanh，ELECTRA 为 GELU，DistilBERT 为 ReLU。只有与它们一致时，任务头才能导出到那里或从那里导入。</translation>
    </message>
    <message>
        <source>How many different tags the examples have, O among them.</source>
        <translation>样例有多少种不同的标签，包括 O。</translation>
    </message>
    <message>
        <source>Tuned</source>
        <translation>微调范围</translation>
    </message>
    <message>
        <source>Everything, as in BERT; the last layers and the head; or the head alone, which shows what the model knew before (Peters et al. 2019).</source>
        <translation>全部（如 BERT）；最后几层和输出头；或仅输出头，显示模型先前知道什么（Peters et al. 2019）。</translation>
    </message>
    <message>
        <source>The whole model</source>
        <translation>整个模型</translation>
    </message>
    <message>
        <source>The last layers and the head</source>
        <translation>最后几层和输出头</translation>
    </message>
    <message>
        <source>The head alone</source>
        <translation>仅输出头</translation>
    </message>
    <message>
        <source>Layers tuned</source>
        <translation>微调层数</translation>
    </message>
    <message>
        <source>How many of the last layers learn; those below stay as they were.</source>
        <translation>最后多少层参与学习；其下各层保持原样。</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心</translation>
    </message>
    <message>
        <source>Training ends early after so many measurements in a row that are no better than the best. 0: never.</source>
        <translation>连续这么多次测量都不优于最好的一次时，提前结束训练。0：从不。</translation>
    </message>
    <message>
        <source>Keep the best</source>
        <translation>保留最好的</translation>
    </message>
    <message>
        <source>In the end the weights that measured best are taken back, not the last ones.</source>
        <translation>结束时取回测得最好的权重，而不是最后的权重。</translation>
    </message>
</context>
<context>
    <name>row_chips</name>
    <message>
        <source>left out: nothing of it is read</source>
        <translation>已去除：其中内容均不会被读取</translation>
    </message>
    <message>
        <source>must name</source>
        <translation>须说出</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>可见</translation>
    </message>
    <message>
        <source>→ Every place sees only what stands before it.</source>
        <translation>→ 每个位置只能看到它前面的内容。</translation>
    </message>
    <message>
        <source>↔ The beginning is seen by every place; → the rest only by what comes after it.</source>
        <translation>↔ 开头部分对每个位置可见；→ 其余部分只对其后的位置可见。</translation>
    </message>
    <message>
        <source>must write</source>
        <translation>须写出</translation>
    </message>
    <message>
        <source>asked at position {position}</source>
        <translation>在位置 {position} 处要求预测</translation>
    </message>
    <message>
        <source>position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>segment</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>sentence</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>Nothing stands here: the row is longer than the text.</source>
        <translation>此处为空：该行比文本长。</translation>
    </message>
    <message>
        <source>was “{token}”</source>
        <translation>原为“{token}”</translation>
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
        <source>{name} was cancelled before its first step</source>
        <translation>{name} 在第一步之前已取消</translation>
    </message>
    <message>
        <source>{name} could not start</source>
        <translation>{name} 未能启动</translation>
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
        <source>Saving {share}</source>
        <translation>正在保存 {share}</translation>
    </message>
    <message>
        <source>Measuring on the examples {share}</source>
        <translation>正在用样例测量 {share}</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>正在取消</translation>
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
        <source>The disk is full: waiting for room</source>
        <translation>磁盘已满：正在等待空间</translation>
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
        <source>Pausing after this micro-batch ({seconds} s)</source>
        <translation>本微批 (micro-batch) 之后暂停 ({seconds} 秒)</translation>
    </message>
    <message>
        <source>Stopping after this micro-batch ({seconds} s)</source>
        <translation>本微批 (micro-batch) 之后停止并保存 ({seconds} 秒)</translation>
    </message>
    <message>
        <source>Paused before anything is read</source>
        <translation>尚未读取文本，已暂停</translation>
    </message>
    <message>
        <source>Paused while reading the text</source>
        <translation>读取文本时暂停</translation>
    </message>
    <message>
        <source>Paused while training the tokenizer</source>
        <translation>训练分词器时暂停</translation>
    </message>
    <message>
        <source>Paused while encoding the text</source>
        <translation>编码文本时暂停</translation>
    </message>
    <message>
        <source>Paused while measuring this machine</source>
        <translation>测量本机时暂停</translation>
    </message>
    <message>
        <source>Paused while building the model</source>
        <translation>构建模型时暂停</translation>
    </message>
    <message>
        <source>Paused while evaluating</source>
        <translation>评估时暂停</translation>
    </message>
    <message>
        <source>Paused while measuring on the examples</source>
        <translation>用样例测量时已暂停</translation>
    </message>
    <message>
        <source>Loading the engine</source>
        <translation>正在加载引擎</translation>
    </message>
    <message>
        <source>Measuring this machine: a pass has taken {seconds} s so far</source>
        <translation>正在测量本机：一次计算已用 {seconds} 秒</translation>
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
        <source>Evaluating</source>
        <translation>正在评估</translation>
    </message>
    <message>
        <source>Measuring on the examples</source>
        <translation>正在用样例测量</translation>
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
        <source>{objective}: loss {loss}</source>
        <translation>{objective}：损失 {loss}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
</context>
<context>
    <name>sides</name>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>解码器</translation>
    </message>
    <message>
        <source>Decoder looking at encoder</source>
        <translation>解码器看编码器</translation>
    </message>
</context>
<context>
    <name>sizes</name>
    <message>
        <source>Tiny</source>
        <translation>微型</translation>
    </message>
    <message>
        <source>Mini</source>
        <translation>迷你</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>小型</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中型</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>基础</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
</context>
<context>
    <name>sketch</name>
    <message>
        <source>text goes in</source>
        <translation>输入 一段 文本</translation>
    </message>
    <message>
        <source>answers come out</source>
        <translation>得出 各个 答案</translation>
    </message>
    <message>
        <source>she opened the door slowly</source>
        <translation>她 轻轻 推开 房门 进来</translation>
    </message>
    <message>
        <source>letter</source>
        <translation>信</translation>
    </message>
    <message>
        <source>The door was open.</source>
        <translation>门开着。</translation>
    </message>
    <message>
        <source>She went in.</source>
        <translation>她走了进去。</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>顺序正确</translation>
    </message>
    <message>
        <source>swapped</source>
        <translation>已调换</translation>
    </message>
    <message>
        <source>The door was shut.</source>
        <translation>门关着。</translation>
    </message>
    <message>
        <source>follows</source>
        <translation>接续</translation>
    </message>
    <message>
        <source>contradicts</source>
        <translation>相互矛盾</translation>
    </message>
    <message>
        <source>neither</source>
        <translation>两者皆非</translation>
    </message>
    <message>
        <source>which one is it again?</source>
        <translation>下面哪句是它？</translation>
    </message>
    <message>
        <source>Tax rates rose.</source>
        <translation>税率上调。</translation>
    </message>
    <message>
        <source>the door is open</source>
        <translation>门 是 开着 的</translation>
    </message>
    <message>
        <source>die Tür ist offen</source>
        <translation>the door is open</translation>
    </message>
</context>
<context>
    <name>together</name>
    <message>
        <source>w(t): what its points give at time t of the run.</source>
        <translation>w(t)：训练进行到 t 时由各点给出的权重。</translation>
    </message>
    <message>
        <source>s: how noisy a loss is, learned with everything else; it starts at 0.</source>
        <translation>s：损失的噪声程度，与其他参数一起学习，从 0 开始。</translation>
    </message>
    <message>
        <source>λ: the larger, the slower that loss fell lately; it starts at 1.</source>
        <translation>λ：该损失近来下降越慢，它就越大；从 1 开始。</translation>
    </message>
    <message>
        <source>λ: moved so that all losses learn at one pace; it starts at 1.</source>
        <translation>λ：会自动调整，使各损失以相同的步调学习；从 1 开始。</translation>
    </message>
    <message>
        <source>{field}: {objective}</source>
        <translation>{field}：{objective}</translation>
    </message>
    <message>
        <source>{objective} is learned in every step.</source>
        <translation>每一步都学习“{objective}”。</translation>
    </message>
    <message>
        <source>{objectives} share one pass.</source>
        <translation>{objectives}共用一次前向计算。</translation>
    </message>
    <message>
        <source>{count} × {objectives}</source>
        <translation>{count} × {objectives}</translation>
    </message>
    <message>
        <source>They take turns, a step each. Of every {all} steps: {parts}.</source>
        <translation>各目标轮流进行，每次一步。每 {all} 步中：{parts}。</translation>
    </message>
    <message>
        <source>{first} and {last}</source>
        <translation>{first}与{last}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>try</name>
    <message>
        <source>Continue</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填空</translation>
    </message>
    <message>
        <source>The text has {given} tokens and the model reads {room} at once: it was read through {windows} windows.</source>
        <translation>文本有 {given} 个词元，模型一次读 {room} 个：分 {windows} 个窗口读取。</translation>
    </message>
    <message>
        <source>The model reads {room} tokens at once: {left} of {given} were left out.</source>
        <translation>模型一次读 {room} 个词元：{given} 个中有 {left} 个未读。</translation>
    </message>
    <message>
        <source>{share} of the text is unknown to this run and read as [UNK]: what it says of it means little. Choose a run that learned from such text.</source>
        <translation>文本有 {share} 是这次运行不认识的，读成 [UNK]：它的回答没有多大意义。请选择学过这类文本的运行。</translation>
    </message>
    <message>
        <source>{count} of the words are not in the vocabulary: read as [UNK].</source>
        <translation>{count} 个词不在词表中，读作 [UNK]。</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>句对</translation>
    </message>
    <message>
        <source>Similar</source>
        <translation>相似</translation>
    </message>
    <message>
        <source>Spans</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>Spot</source>
        <translation>找替换</translation>
    </message>
    <message>
        <source>{run}, step {step}</source>
        <translation>{run}，第 {step} 步</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>{tokens} tokens, log probability {nats} nats</source>
        <translation>{tokens} 个词元，对数概率 {nats} nats</translation>
    </message>
    <message>
        <source>{tokens} tokens at the beginning fell out of sight</source>
        <translation>开头的 {tokens} 个词元已移出视野</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>ended by itself</source>
        <translation>自行结束</translation>
    </message>
    <message>
        <source>as long as allowed</source>
        <translation>已达长度上限</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>问答</translation>
    </message>
    <message>
        <source>Classify</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Drill</source>
        <translation>练词</translation>
    </message>
    <message>
        <source>Entities</source>
        <translation>实体</translation>
    </message>
</context>
<context>
    <name>tuning</name>
    <message>
        <source>Applications</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Begin with something a model can be made for</source>
        <translation>从一种模型用途开始</translation>
    </message>
    <message>
        <source>No run yet: train one, or choose one above.</source>
        <translation>还没有运行：请训练一个，或在上方选择一个。</translation>
    </message>
    <message>
        <source>Reading the checkpoints…</source>
        <translation>正在读取检查点…</translation>
    </message>
    <message>
        <source>{run} has no checkpoint to tune yet.</source>
        <translation>{run} 还没有可微调的检查点。</translation>
    </message>
    <message>
        <source>{run}, newest checkpoint</source>
        <translation>{run}，最新检查点</translation>
    </message>
    <message>
        <source>{run}, step {step}</source>
        <translation>{run}，第 {step} 步</translation>
    </message>
    <message>
        <source>This run&apos;s model cannot: it is {architecture}.</source>
        <translation>此运行的模型做不到：它是{architecture}。</translation>
    </message>
    <message>
        <source>an encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>a decoder, which reads from left to right</source>
        <translation>从左向右读的解码器</translation>
    </message>
    <message>
        <source>an encoder-decoder</source>
        <translation>编码器-解码器</translation>
    </message>
    <message>
        <source>{kind} · {count} examples to measure with ({files}) · step {step}</source>
        <translation>{kind} · {count} 个测试样例（{files}）· 第 {step} 步</translation>
    </message>
    <message>
        <source>{kind} · {count} examples held back of {files}, by which the best weights were chosen: it looks a little better than it is · step {step}</source>
        <translation>{kind} · 从 {files} 留出的 {count} 个样例，最佳权重据此选出：看起来比实际略好 · 第 {step} 步</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 区间</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Teach a trained run a task from examples, and measure it</source>
        <translation>用样例教训练好的运行完成任务，并测量结果</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Translations</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>A text, or two, and its class: sentiment, topic, inference.</source>
        <translation>一段或两段文本及其类别：情感、主题、推理。</translation>
    </message>
    <message>
        <source>A text, or two, and a number: how alike they are.</source>
        <translation>一段或两段文本及一个数：相似程度。</translation>
    </message>
    <message>
        <source>Words, each with its tag: names of people and places.</source>
        <translation>每个词都有标注：人名、地名。</translation>
    </message>
    <message>
        <source>A question about a text that holds its answer, word for word.</source>
        <translation>关于一段文本的问题，答案逐字出现在文本中。</translation>
    </message>
    <message>
        <source>A text and how it is put otherwise.</source>
        <translation>一段文本及其另一种表达。</translation>
    </message>
    <message>
        <source>To learn from</source>
        <translation>用于学习</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>留出</translation>
    </message>
    <message>
        <source>To measure with</source>
        <translation>用于测量</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>second text</source>
        <translation>第二段文本</translation>
    </message>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>{count} held back</source>
        <translation>留出 {count} 个</translation>
    </message>
    <message>
        <source>{count} of them held back</source>
        <translation>其中留出 {count} 个</translation>
    </message>
    <message>
        <source>{count} to measure with</source>
        <translation>{count} 个用于测量</translation>
    </message>
    <message>
        <source>none to measure with: those held back serve</source>
        <translation>没有测试样例：用留出的代替</translation>
    </message>
    <message>
        <source>{count} examples</source>
        <translation>{count} 个样例</translation>
    </message>
    <message>
        <source>Characters: half have at most {median}, 95 % at most {most}, the longest {longest}</source>
        <translation>字符数：一半不超过 {median}，95 % 不超过 {most}，最长 {longest}</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Measure what a run is worth; results stay in its folder</source>
        <translation>评估运行的能力；结果保存在其文件夹中</translation>
    </message>
    <message>
        <source>Export and import</source>
        <translation>导出与导入</translation>
    </message>
    <message>
        <source>Write a run for other programs, or make one of their models</source>
        <translation>把运行写成其他程序可用的形式，或由其模型建立运行</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>序位</translation>
    </message>
    <message>
        <source>word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>piece that goes on</source>
        <translation>接续的词片</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>punctuation</source>
        <translation>标点</translation>
    </message>
    <message>
        <source>special token</source>
        <translation>特殊词元</translation>
    </message>
    <message>
        <source>Latin</source>
        <translation>拉丁</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>1 character</source>
        <translation>1 个字符</translation>
    </message>
    <message>
        <source>rank 1</source>
        <translation>序位 1</translation>
    </message>
    <message>
        <source>{kind}, rank {rank}</source>
        <translation>{kind}，序位 {rank}</translation>
    </message>
</context>
<context>
    <name>worksheet</name>
    <message>
        <source>Which word belongs into the gap?</source>
        <translation>空格里应填哪个词？</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Level {level} of 5, seed {seed}.</source>
        <translation>级别 {level}（共 5 级），种子 {seed}。</translation>
    </message>
</context>
</TS>
