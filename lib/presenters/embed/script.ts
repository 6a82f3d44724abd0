import { sourceHash } from "./source-hash";

/**
 * The one script of every embed page: what is under the pointer or the keys is read out and marked, the page that frames
 * it hears how high it is, and every half minute it asks whether the chart changed. Without it the chart is whole. It is
 * kept short by hand, for it is in every page; `readings.ts` says what is in `data-p`.
 */
export const EMBED_SCRIPT = `(()=>{
let D=document,I=-1,m,c,o,d,N,T,P,g,w,h,wait,z=0,q=s=>D.querySelector(s),
num=(v,u)=>v==null?"no data":v.toLocaleString("en",{maximumFractionDigits:20}).replace("-","\\u2212")+(u&&"\\u00a0"+u),
has=i=>d.w||d.s.some(s=>(s[2][i]??s[3]?.[i])!=null),
put=(p,n,a)=>{let e=D.createElementNS("http://www.w3.org/2000/svg",n);for(let k in a)e.setAttribute(k,a[k]);p.append(e);return e},
go=(i,s)=>{for(i+=s;i>=0&&i<N;i+=s)if(has(i))return show(i)}
function show(i){
g&&g.remove();g=0;I=i=i<N?i:-1;o.classList.toggle("on",i>=0)
if(i<0)return o.textContent=w
if(d.w)return o.textContent=d.w[i]
o.textContent=d.p+new Intl.DateTimeFormat("en-GB",d.f).format(T[i]*1e3)+": "+d.s.map(s=>(d.s[1]?s[0]+" ":"")+num(s[2][i],s[1])+(s[3]?" ("+num(s[3][i],s[1])+" "+d.c+")":"")).join(", ")
g=put(q(".c svg"),"g")
let x=P[i]*100+"%",[t,b]=d.g
put(g,"line",{x1:x,x2:x,y1:t,y2:b,stroke:"var(--muted)","stroke-opacity":.6})
d.b||d.s.map(s=>{let v=s[2][i],[f,e,l]=s[4],y=l?Math.log(v/f)/Math.log(e/f):(v-f)/(e-f)
v!=null&&y>=0&&y<=1&&put(g,"circle",{cx:x,cy:b-y*(b-t),r:4,fill:"var(--"+s[5]+")",stroke:"var(--card)","stroke-width":2})})}
function set(){
m=q("main");c=q(".c[data-p]");o=q(".o");g=0;if(!c)return d=0
d=JSON.parse(c.dataset.p);w=o.textContent;N=(d.w||d.t).length
if(!d.w){let t=0;T=d.t.map(x=>t+=x);P=T.map((t,i)=>((d.b?(t+(T[i+1]??d.e))/2:t)-d.x[0])/(d.x[1]-d.x[0]))
c.onpointermove=e=>{let r=q(".c svg").getBoundingClientRect(),x=(e.clientX-r.left)/r.width,b=-1
P.map((p,i)=>has(i)&&(b<0||Math.abs(p-x)<Math.abs(P[b]-x))&&(b=i));show(b)}}
c.onpointerleave=c.onblur=()=>show(-1)
c.onfocus=()=>I<0&&c.matches(":focus-visible")&&go(N,-1)
c.onkeydown=e=>{if(e.altKey||e.ctrlKey||e.metaKey||e.shiftKey)return
let k=e.key,s=Math.max(1,Math.round(N/10)),a={ArrowLeft:[I,-1],ArrowRight:[I,1],Home:[-1,1],End:[N,-1],PageUp:[Math.max(I-s+1,1),-1],PageDown:[Math.min(I+s-1,N-2),1]}[k]
if(a)I<0&&k!="Home"?go(N,-1):go(...a);else if(k=="Escape"&&I>=0)show(-1);else return
e.preventDefault()}}
function later(){clearTimeout(wait);wait=setTimeout(ask,25e3+Math.random()*1e4)}
async function ask(){
later()
if(D.hidden)return
z=Date.now()
try{let r=await fetch(m.dataset.live,{cache:"no-cache",credentials:"omit"})
if([403,404,410].includes(r.status))return location.reload()
let t=r.ok&&new DOMParser().parseFromString(await r.text(),"text/html").querySelector("main"),i=I,f=c&&D.activeElement==c
if(!t||t.outerHTML==h)return
h=t.outerHTML;m.replaceWith(t);set();if(f)c.focus();if(d&&i>=0)show(i)}catch{}}
set();h=m.outerHTML;later()
D.onvisibilitychange=()=>Date.now()-z>2e4&&ask()
parent!=self&&new ResizeObserver(()=>parent.postMessage({type:"statnest:height",token:m.dataset.token,height:Math.ceil(m.getBoundingClientRect().height)},"*")).observe(D.body)
})()`;

export const EMBED_SCRIPT_SOURCE = sourceHash(EMBED_SCRIPT);
