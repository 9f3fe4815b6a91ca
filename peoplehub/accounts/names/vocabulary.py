"""British names and everyday words that the US frequency lists of zxcvbn lack."""

TITLES = frozenset("mr mrs miss ms mx sir dame lord rev".split())
PARTICLES = frozenset("van von der den de del della di da dos la le al el bin ibn st ap".split())

FIRST_NAMES = frozenset((
    "abdi abena adaeze ade adeel agnieszka ahmed akua alasdair albie aleksandra alexander alfie "
    "ali alistair alun ama amaka amina aminata amir amit andreea andrei andriy angharad angus "
    "anil anita anjali anwar anya aoife arabella aria arjun arlo arun arwen asha ashok asif "
    "ayaan ayesha ayla ayman ayse bartosz baz bethan bilal blessing bodhi bronwen callum can "
    "caoimhe carter carys catriona cerys charlie chi chidi chioma chloe ciara ciaran clive "
    "comfort craig dafydd dean declan deepa deepak des dilys dinesh dmytro dorota duncan dylan "
    "eilidh elif ellie ellis emeka emre emrys esme euan ewa ewan faisal fang farah farhana "
    "fatima fatou femi ffion finlay finley finn fiona florin folasade fraser freya gareth gaz "
    "geeta george georgie geraint gethin giulia gordon graham grant grayson gurpreet gwen "
    "gwyneth hae hamish hamza hannah harper harpreet harrison hassan hiroshi hodan hudson hui "
    "hunter hussein huw hywel iain ibrahim idris ieuan ifeoma ifrah imogen imran imtiaz ines "
    "ioana ionut iqbal iryna isla jackson jakub james jasleen jasper javed jaxon jean jemima "
    "jenson jin jing jo jordan jyoti kamala karolina kashif kasia katarzyna katie kavita keir "
    "kelechi kelly kenji kev khadija khalid kieran kiran kirsty kofi kojo krzysztof kwabena "
    "kwame lakshmi lars lee lewis li liam lin llinos lloyd logan lola lottie luca lucas luna "
    "maeve magda mahesh maisie malgorzata manjit marek mariama marius martin maryam mason "
    "mateusz meera mehmet mei mihaela mihai millie min mohamed mohammed morag morgan moses "
    "muhammad nadeem nadia nasreen natalia naveed neha neil nerys ngozi nia niamh nicola nikhil "
    "nneka nur nusrat obinna oisin oksana oleksandr olena oliver olu olumide orla owain owen "
    "padraig parveen pawel phoebe piotr pippa pooja poonam precious priti priya priyanka radu "
    "rahul raj rakesh ramesh rashid ravi rees rekha rhian rhiannon rhodri rhys rishi rohit "
    "roisin ross rowan rubina rukhsana ryan sadia saeed sahra saima sakura samantha samina "
    "sandeep sanjay saoirse scott seren shabana shabnam shahid shanice shaz shreya sian sienna "
    "sinead sinéad sioned sita sián siân sofia soo sophie stewart sunil sunita suresh svitlana "
    "tahir tamsin tariq tegan temi thandi thomas tobi tomasz tunde uche usha usman vandana "
    "vijay vikram viktor volodymyr waqas wei wojciech wyn xiao xin yan yasmin yaw yemi yulia "
    "yusuf zafar zahra zainab zara zeynep zoe zofia zoë zuzanna"
).split())

# First names that begin many phrases.
NAMES_THAT_ARE_WORDS = frozenset((
    "amber angel april art august autumn basil bay beau belle bill blossom blue bob bonny brook "
    "buddy candy carol charity chase cherry clementine clover coral crystal daisy dale dawn "
    "dolly drew eve faith fern flora frank garden gem ginger glen grace grant guy harmony hazel "
    "heath heather holly honey hope iris ivy jack jade jasmine jay jewel jolly joy june kit "
    "lark laurel leaf light lily lucky mark may melody mercy misty nest nick noel olive opal "
    "patience pearl peg penny poppy pride prudence rain raven ray redbreast rich rob robin "
    "rocky rose rosemary ruby rusty sage sandy scarlet sky skye snow sonny star sue summer "
    "sunny tawny teddy tree violet will willow wren"
).split())

# So common as surnames in Britain that they are one behind any first name.
COMMON_SURNAMES = frozenset((
    "abdi adams adebayo ahmad ahmed akhtar alexander ali allen anderson andersson andrews "
    "armstrong arnold ashton atkinson aziz bailey baker ball barker barnes barrett bartlett "
    "bates baxter beaumont begum bell bennett berg bibi black bolton booth bose bradley brooks "
    "brown bryant burgess burns burton butler byrne cameron campbell carr carroll carter "
    "chapman chen choudhury chowdhury clark clarke cole coleman collins cook cooper cox "
    "crawford cunningham curtis dar das davidson davies davis dawson dean demir derbyshire "
    "dixon douglas doyle dubois duff duncan dunn edwards elliott ellis emin evans eze ferguson "
    "fernandez finley finn fisher fletcher foster fox francis fraser freeman fuller gallagher "
    "garcia gardner george gibson gill gonzalez gordon graham grant gray green greenwood "
    "griffin griffiths gupta hall hamilton harding harper harris harrison hart harvey hassan "
    "hawkins hayes henderson henry hill ho holland holmes holt hopkins howard howell hu hudson "
    "hughes hunt hunter hussain hussein ibrahim iqbal islam jackson james jenkins johnson "
    "johnston jones jordan kapoor karim kaur kelly kennedy khalid khan kim king knight knowles "
    "kovalenko kowalska kowalski krishnan kumar lane lawrence lawson lee lewis li lim lin lloyd "
    "logan long lopez lowe lynch ma macdonald mahmood malik marsh marshall martin martinez "
    "mason matthews mccarthy mehta mensah miah middleton miller mills mitchell mohammed moore "
    "morgan morris morrison moss mueller muhammad muller murphy murray müller nair nelson "
    "newman newton ng nguyen nicholls nicholson nowak nwosu obi oh okafor okeke okonkwo oliver "
    "omar owen owens page paige palmer parker parry parsons patel payne pearce pearson pereira "
    "perera perry peters phillips pickering poole popescu porter potter powell pratt price "
    "pritchard qureshi rahman rai rana rao rashid read reed rees reid reynolds rhodes richards "
    "richardson riley roberts robertson robinson rodriguez rogers ross rossi rowe roy russell "
    "ryan saeed sanchez sanders santos saunders schmidt schneider scott sen shah sharma sharp "
    "shaw shepherd shevchenko silva simmons simpson sinclair singh smith spencer stephens "
    "stephenson stevens stevenson stewart stone stuart sunak sutton tan tariq taylor thomas "
    "thompson thomson todd townsend tucker turner vincent wade walker wallace walsh walters "
    "walton wang ward warren waters watkins watson watts webb webster wells west wheeler white "
    "whitehead wilkinson williams williamson willis wilson wong wood woods wright wu xu yang "
    "yates yilmaz young yu yusuf zhang zhao"
).split())

# Surnames, but after a first name that is a word they are a phrase: Holly Berry, Jack Frost.
SURNAMES_THAT_ARE_WORDS = frozenset((
    "bacon beach bean bellows bench berry bird bishop block bloom boot boots bow branch brand "
    "bridges bright bringer buck bush button cannon castle cave church clay coffee cole cope "
    "corn cotton court cove crane crumb day dove drake drum dust early east farmer farthing "
    "field fields finch fish flint flood flowers fountain frost gale gates gold good grove hand "
    "hare hawk hay head hedge heron highland hood hook hope horn ivory key keys lake lamb law "
    "lemon link lock love marble march mead meadows mist monday moon mountain nightingale north "
    "oak ocean orchard park parks payer peacock penny pepper pike pincher pine pipe plant plum "
    "pond pool pope pray raven rice ring rivers roach roll rook root rope rush sailor sales "
    "salt sand sea shade shell shine ship shore showers singer sleep small snow song sparks "
    "sparrow speed spice star starr steel storm street strong sugar summer summers swan swift "
    "tall temple thistle thorn thunder tide tiger toy trip trout valley wall water weather "
    "wheat wheel whistle wick wild wind window wing winter winters wise wish wolf wolfe wonder "
    "wren yard"
).split())

# Everyday words that are never a surname here, whatever the lists say.
WORDS = frozenset((
    "acorn auntie aunty baby badger bairn baker's bear biscuit biscuits blue bluebell bramble "
    "brew bro brother bug bumblebee bunny buttercup butterfly carer carers caring caterpillar "
    "cloud clouds conker crafter crumble crumpet cupcake cupcakes cuppa custard dad daddy dads "
    "daffodil delight dragon dragonfly dreamer elephant fairy family fan gamer gardener gerbil "
    "giggles giraffe glitter goblin gold golden gran grandad grandma grandpa granny hamster "
    "hedgehog hero hubby husband jam jelly kettle kid kids kitten kitty knit knitted knitter "
    "lad laddie ladybird ladybug lane lass lassie legend lightning lilac lover mam mama mamma "
    "marmalade missus mom mommy monster moon muffin mum mummy mums nan nana nanna nanny ninja "
    "noodle noodles orange otter pad pancake panda papa parent parents pebble penguin petal "
    "pickle pickles pie pink pirate pixie princess pudding puddle puddles puffin puppy purple "
    "rainbow reader robot rocket sausage scone seagull silver sis sister sky snowdrop sparkle "
    "sparkles spoonie squirrel star stardust stars sunflower sunshine survivor tea teacup "
    "teapot thunder toast tuesday turquoise twin twinkle twins uncle unicorn wanderer warrior "
    "wee wellies wheelie wheels wife wizard wobbly"
).split())
